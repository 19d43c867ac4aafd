package app.quhao.handset.host.clock;

import java.text.DateFormat;
import java.util.Calendar;
import java.util.GregorianCalendar;

/**
 * Android has the Gregorian calendar alone (libcore's Calendar.java); the JDK has others for Thai
 * and Japanese locales, whose years are not those of the protocols. The app's classes call it
 * (CalendarCalls).
 */
public final class AndroidCalendars {
  private AndroidCalendars() {}

  public static Calendar gregorian(Calendar calendar) {
    if (isGregorian(calendar)) {
      return calendar;
    }
    Calendar gregorian = new GregorianCalendar(calendar.getTimeZone());
    gregorian.setTimeInMillis(calendar.getTimeInMillis());
    gregorian.setLenient(calendar.isLenient());
    gregorian.setFirstDayOfWeek(calendar.getFirstDayOfWeek());
    gregorian.setMinimalDaysInFirstWeek(calendar.getMinimalDaysInFirstWeek());
    return gregorian;
  }

  /** The calendar that a format has got from its locale becomes Gregorian, before its first use. */
  public static void makeGregorian(DateFormat format) {
    Calendar calendar = format.getCalendar();
    if (calendar != null && !isGregorian(calendar)) {
      format.setCalendar(gregorian(calendar));
    }
  }

  /** The JDK's Buddhist calendar is a subclass of the Gregorian one. */
  private static boolean isGregorian(Calendar calendar) {
    return calendar.getCalendarType().equals("gregory");
  }
}
