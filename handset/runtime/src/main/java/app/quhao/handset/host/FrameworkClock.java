package app.quhao.handset.host;

/**
 * The handset's clock: CLOCK_MONOTONIC, counted from the handset's boot. System.nanoTime() is
 * CLOCK_MONOTONIC in HotSpot on Linux (os_linux.cpp, os::javaTimeNanos).
 */
public record FrameworkClock(long bootNanos) {
  public static final String BOOT_PROPERTY = "quhao.bootNanos";

  public long nanoTime() {
    return System.nanoTime() - bootNanos;
  }
}
