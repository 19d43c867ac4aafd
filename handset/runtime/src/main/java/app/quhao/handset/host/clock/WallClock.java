package app.quhao.handset.host.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.TimeZone;

/**
 * The clock that the handset's user can set: the machine's, moved by an offset. The app's classes
 * call it in place of the JDK (WallClockCalls).
 */
public final class WallClock {
  private static final TimeZone MACHINE_ZONE = TimeZone.getDefault();

  private static volatile long offsetMillis;

  private WallClock() {}

  /** A zone of null is the machine's. */
  public static void set(long offset, String zone) {
    offsetMillis = offset;
    TimeZone wanted = zone == null ? MACHINE_ZONE : TimeZone.getTimeZone(zone);
    if (!wanted.hasSameRules(TimeZone.getDefault())) {
      TimeZone.setDefault(wanted);
    }
  }

  public static long currentTimeMillis() {
    return System.currentTimeMillis() + offsetMillis;
  }

  public static Calendar moved(Calendar calendar) {
    calendar.setTimeInMillis(currentTimeMillis());
    return calendar;
  }

  public static Clock systemUTC() {
    return new Moved(Clock.systemUTC());
  }

  public static Clock systemDefaultZone() {
    return new Moved(Clock.systemDefaultZone());
  }

  public static Clock system(ZoneId zone) {
    return new Moved(Clock.system(zone));
  }

  private static final class Moved extends Clock {
    private final Clock machine;

    Moved(Clock machine) {
      this.machine = machine;
    }

    @Override
    public ZoneId getZone() {
      return machine.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return new Moved(machine.withZone(zone));
    }

    @Override
    public Instant instant() {
      return machine.instant().plusMillis(offsetMillis);
    }
  }
}
