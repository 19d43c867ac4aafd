package app.quhao.probe.network;

import java.net.SocketTimeoutException;

/** The moment at which a request's time is over, on this process's monotonic clock. */
final class Deadline {
  private final long endNanos;

  private Deadline(long endNanos) {
    this.endNanos = endNanos;
  }

  static Deadline after(long millis) {
    return new Deadline(System.nanoTime() + millis * 1_000_000);
  }

  /**
   * The milliseconds that are left, at least one.
   *
   * @throws SocketTimeoutException if none is left
   */
  int left() throws SocketTimeoutException {
    long millis = (endNanos - System.nanoTime()) / 1_000_000;
    if (millis <= 0) {
      throw new SocketTimeoutException("the request's time is over");
    }
    return (int) millis;
  }
}
