package app.quhao.handset.host.clock;

import static org.junit.Assert.assertEquals;

import app.quhao.handset.host.RewrittenClasses;
import java.text.DateFormat;
import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.util.Calendar;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public final class CalendarCallsTest {
  private static final long NEW_YEAR_2026 = 1_767_225_600_000L;

  private final Locale before = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();

  /** The code of an app. It is loaded a second time, rewritten. */
  public static final class App implements Callable<Object> {
    private final String what;

    public App(String what) {
      this.what = what;
    }

    @Override
    public Object call() throws Exception {
      DateFormat given = new SimpleDateFormat("yyyy-MM-dd");
      SimpleDateFormat simple = new SimpleDateFormat("yyyy-MM-dd");
      Calendar calendar = Calendar.getInstance();
      calendar.setTimeInMillis(NEW_YEAR_2026);
      return switch (what) {
        case "calendar" -> calendar.get(Calendar.YEAR);
        case "format" -> simple.format(new Date(NEW_YEAR_2026));
        case "format of an abstract type" -> given.format(new Date(NEW_YEAR_2026));
        case "own format" -> new OwnFormat().format(new Date(NEW_YEAR_2026));
        case "parse" -> simple.parse("2026-01-01").getTime();
        case "parse at" -> simple.parse("on 2026-01-01", new ParsePosition(3)).getTime();
        case "calendar of a format" -> simple.getCalendar().getClass().getSimpleName();
        default -> throw new IllegalArgumentException(what);
      };
    }
  }

  public static final class OwnFormat extends SimpleDateFormat {
    private static final long serialVersionUID = 1;

    public OwnFormat() {
      super("yyyy-MM-dd");
    }
  }

  @Before
  public void setLocale() {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
  }

  @After
  public void putBack() {
    Locale.setDefault(before);
    TimeZone.setDefault(zone);
  }

  @Test
  public void yearsAreGregorianInEveryLocale() throws Exception {
    for (String tag :
        new String[] {"th-TH", "th-TH-u-ca-buddhist", "ja-JP-u-ca-japanese", "zh-CN"}) {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertEquals(tag, 2026, run("calendar"));
      assertEquals(tag, "2026-01-01", run("format"));
      assertEquals(tag, "2026-01-01", run("format of an abstract type"));
      assertEquals(tag, NEW_YEAR_2026, run("parse"));
      assertEquals(tag, NEW_YEAR_2026, run("parse at"));
      assertEquals(tag, "GregorianCalendar", run("calendar of a format"));
    }
  }

  /** A format of the app's own class is not looked at: its calls name that class. */
  @Test
  public void whatWasTheLocalesStaysWhereTheCallNamesAnOwnClass() throws Exception {
    Locale.setDefault(Locale.forLanguageTag("th-TH"));
    assertEquals("2569-01-01", run("own format"));
  }

  private static Object run(String what) throws Exception {
    Class<?> app = RewrittenClasses.load(App.class, CalendarCalls.REWRITING);
    return ((Callable<?>) app.getConstructor(String.class).newInstance(what)).call();
  }
}
