package com.cmic.gen.sdk.wire;

import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;

/** wire.md §0: yyyyMMddHHmmssSSS in Asia/Shanghai. */
public final class WireTime {
  private WireTime() {}

  public static String of(long epochMillis) {
    // Locale.US: other locales have digits of their own.
    SimpleDateFormat format = new SimpleDateFormat("yyyyMMddHHmmssSSS", Locale.US);
    format.setTimeZone(TimeZone.getTimeZone("Asia/Shanghai"));
    return format.format(new Date(epochMillis));
  }
}
