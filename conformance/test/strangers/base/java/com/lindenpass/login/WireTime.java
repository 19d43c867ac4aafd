package com.lindenpass.login;

import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;

/** The time as requests state it: 17 digits, Asia/Shanghai. */
final class WireTime {
  private WireTime() {}

  static String now() {
    SimpleDateFormat format = new SimpleDateFormat("yyyyMMddHHmmssSSS", Locale.ROOT);
    format.setTimeZone(TimeZone.getTimeZone("Asia/Shanghai"));
    return format.format(new Date());
  }
}
