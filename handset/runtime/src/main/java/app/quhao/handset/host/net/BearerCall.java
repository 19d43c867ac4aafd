package app.quhao.handset.host.net;

import java.io.IOException;

/** Runs what may connect with the thread bound to a bearer. */
public record BearerCall(BearerChoice bearers, String bearer) {
  /** Something that may connect. */
  public interface Step<T> {
    T run() throws IOException;
  }

  /** Something that may connect and hides that it failed. */
  public interface QuietStep<T> {
    T run();
  }

  /** Something that may connect and answers nothing. */
  public interface PlainStep {
    void run() throws IOException;
  }

  <T> T get(Step<T> step) throws IOException {
    try (BearerChoice.Scope scope = bearers.onThread(bearer)) {
      return step.run();
    }
  }

  <T> T ask(QuietStep<T> step) {
    try (BearerChoice.Scope scope = bearers.onThread(bearer)) {
      return step.run();
    }
  }

  void run(PlainStep step) throws IOException {
    try (BearerChoice.Scope scope = bearers.onThread(bearer)) {
      step.run();
    }
  }
}
