package app.quhao.handset.device.clock;

/** The frame times of a 60 Hz display. */
public final class FramePulse {
  private static final long PERIOD_NANOS = 1_000_000_000L / 60;

  private FramePulse() {}

  public static long after(long nanos) {
    return (Math.floorDiv(nanos, PERIOD_NANOS) + 1) * PERIOD_NANOS;
  }
}
