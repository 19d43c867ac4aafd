package app.quhao.handset.host.clock;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import app.quhao.handset.host.MethodRewriter;
import app.quhao.handset.host.RewrittenClasses;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public final class WallClockCallsTest {
  private static final long A_DAY_BACK = -Duration.ofDays(1).toMillis();
  private static final long A_MINUTE = Duration.ofMinutes(1).toMillis();

  /** The code of an app. It is loaded a second time, rewritten. */
  public static final class App implements Callable<Object> {
    private final String what;

    public App(String what) {
      this.what = what;
    }

    @Override
    public Object call() {
      return switch (what) {
        case "millis" -> System.currentTimeMillis();
        case "date" -> new Date().getTime();
        case "own date" -> new OwnDate().getTime();
        case "calendar" -> Calendar.getInstance(TimeZone.getTimeZone("UTC")).getTimeInMillis();
        case "instant" -> Instant.now().toEpochMilli();
        case "clock" -> Clock.systemUTC().millis();
        case "zoned" -> ZonedDateTime.now(ZoneId.of("Asia/Shanghai")).toInstant().toEpochMilli();
        case "local" -> LocalDateTime.now(ZoneOffset.UTC).toInstant(ZoneOffset.UTC).toEpochMilli();
        case "given date" -> new Date(7).getTime();
        case "nanos" -> System.nanoTime();
        default -> throw new IllegalArgumentException(what);
      };
    }
  }

  public static final class OwnDate extends Date {
    private static final long serialVersionUID = 1;
  }

  @Before
  public void setBack() {
    WallClock.set(A_DAY_BACK, null);
  }

  @After
  public void setRight() {
    WallClock.set(0, null);
  }

  @Test
  public void everyWayToReadTheTimeReadsTheHandsets() throws Exception {
    for (String what :
        List.of(
            "millis", "date", "own date", "calendar", "instant", "clock", "zoned", "local")) {
      long shown = (long) run(what);
      long wanted = System.currentTimeMillis() + A_DAY_BACK;
      assertTrue(what + " " + shown, Math.abs(shown - wanted) < A_MINUTE);
    }
  }

  @Test
  public void whatIsNotTheTimeOfDayStaysAsItIs() throws Exception {
    assertEquals(7L, run("given date"));
    long before = System.nanoTime();
    assertTrue((long) run("nanos") >= before);
  }

  @Test
  public void theZoneIsSetAndPutBack() {
    TimeZone before = TimeZone.getDefault();
    WallClock.set(0, "Pacific/Chatham");
    assertEquals("Pacific/Chatham", TimeZone.getDefault().getID());
    WallClock.set(0, null);
    assertTrue(before.hasSameRules(TimeZone.getDefault()));
  }

  @Test
  public void aClassThatReadsNoTimeIsNotRewritten() throws IOException {
    byte[] content = RewrittenClasses.contentOf(Runnable.class);
    assertSame(content, MethodRewriter.rewrite(content, WallClockCalls.REWRITING));
  }

  private static Object run(String what) throws Exception {
    Class<?> app = RewrittenClasses.load(App.class, WallClockCalls.REWRITING);
    assertNotSame(App.class, app);
    return ((Callable<?>) app.getConstructor(String.class).newInstance(what)).call();
  }
}
