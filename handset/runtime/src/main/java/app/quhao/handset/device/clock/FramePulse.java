package app.quhao.handset.device.clock;

/** The display's 60 Hz. */
public final class FramePulse {
  private static final long PERIOD_NANOS = 1_000_000_000L / 60;

  private FramePulse() {}

  public static long after(long nanos) {
    return (Math.floorDiv(nanos, PERIOD_NANOS) + 1) * PERIOD_NANOS;
  }
}
