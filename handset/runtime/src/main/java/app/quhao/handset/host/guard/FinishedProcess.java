package app.quhao.handset.host.guard;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A command that has answered already. It takes input and does not read it. */
final class FinishedProcess extends Process {
  private final int code;
  private final InputStream output;
  private final InputStream errors;
  private final OutputStream input = OutputStream.nullOutputStream();

  FinishedProcess(CommandAnswers.Answer answer, boolean isOneStream) {
    code = answer.code();
    output = stream(isOneStream ? answer.errors() + answer.output() : answer.output());
    errors = stream(isOneStream ? "" : answer.errors());
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public OutputStream getOutputStream() {
    return input;
  }

  @Override
  public InputStream getInputStream() {
    return output;
  }

  @Override
  public InputStream getErrorStream() {
    return errors;
  }

  @Override
  public int waitFor() {
    return code;
  }

  @Override
  public int exitValue() {
    return code;
  }

  @Override
  public void destroy() {
    // It has ended.
  }

  @Override
  public boolean isAlive() {
    return false;
  }
}
