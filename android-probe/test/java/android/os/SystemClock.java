package android.os;

/** Stands in for Android's, whose clocks are native: the tests run on the JVM. */
public final class SystemClock {
  private SystemClock() {}

  public static long elapsedRealtimeNanos() {
    return System.nanoTime();
  }
}
