package app.quhao.handset.host.guard;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.StringTokenizer;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the classes of an app call instead of Runtime.exec and ProcessBuilder.start. A few commands
 * answer as on the device, others of a device throw by name, and what no device has is not found.
 */
public final class DeviceCommands {
  /** Calls from rewritten classes are static, so the device cannot be passed to them. */
  private static final AtomicReference<CommandAnswers> ANSWERS = new AtomicReference<>();

  private DeviceCommands() {}

  public static void install(CommandAnswers answers) {
    ANSWERS.set(answers);
  }

  public static Process exec(Runtime runtime, String command) throws IOException {
    return run(words(command), false);
  }

  public static Process exec(Runtime runtime, String[] command) throws IOException {
    return run(Arrays.asList(command), false);
  }

  public static Process exec(Runtime runtime, String command, String[] environment)
      throws IOException {
    return run(words(command), false);
  }

  public static Process exec(Runtime runtime, String[] command, String[] environment)
      throws IOException {
    return run(Arrays.asList(command), false);
  }

  public static Process exec(
      Runtime runtime, String command, String[] environment, java.io.File folder)
      throws IOException {
    return run(words(command), false);
  }

  public static Process exec(
      Runtime runtime, String[] command, String[] environment, java.io.File folder)
      throws IOException {
    return run(Arrays.asList(command), false);
  }

  public static Process start(ProcessBuilder builder) throws IOException {
    return run(builder.command(), builder.redirectErrorStream());
  }

  /** Runs what Method.invoke was to call (ReflectiveCalls). */
  public static Process byReflection(Object receiver, Object[] arguments) throws IOException {
    if (receiver instanceof ProcessBuilder builder) {
      return start(builder);
    }
    if (receiver == null) {
      throw new NullPointerException();
    }
    if (arguments.length == 0) {
      throw new IllegalArgumentException("wrong number of arguments");
    }
    return arguments[0] instanceof String line
        ? run(words(line), false)
        : run(Arrays.asList((String[]) arguments[0]), false);
  }

  /** As Runtime.exec splits a line: quotes mean nothing. */
  private static List<String> words(String command) {
    if (command.isEmpty()) {
      throw new IllegalArgumentException("Empty command");
    }
    StringTokenizer tokens = new StringTokenizer(command);
    return Collections.list(tokens).stream().map(String::valueOf).toList();
  }

  private static Process run(List<String> words, boolean isOneStream) throws IOException {
    if (words.isEmpty()) {
      throw new IndexOutOfBoundsException("Index: 0, Size: 0");
    }
    CommandAnswers answers = ANSWERS.get();
    CommandAnswers.Answer answer = answers == null ? null : answers.of(words);
    if (answer == null) {
      throw new IOException(
          "Cannot run program \"" + words.get(0) + "\": error=2, No such file or directory");
    }
    return new FinishedProcess(answer, isOneStream);
  }
}
