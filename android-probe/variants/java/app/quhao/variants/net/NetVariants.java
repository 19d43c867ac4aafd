package app.quhao.variants.net;

import app.quhao.variants.Variant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Other transports, bearers and caches. */
public final class NetVariants {
  private NetVariants() {}

  public static List<Variant> rows() {
    return Collections.unmodifiableList(
        Arrays.asList(
            new Variant(
                    "mobile-data-held-1500ms",
                    "mobile data is released 1.5 s after the end of the call",
                    MobileDataHeld::new)
                .touches("PRE-07"),
            new Variant(
                    "one-retry-after-reset",
                    "a number request that was reset is sent once more with a msgid of its own",
                    OneRetryAfterReset::new)
                .touches("DEV-02"),
            new Variant(
                    "memory-only-cache", "the cache ends with the process", MemoryOnlyCache::new)
                .touches("PRE-08"),
            new Variant(
                    "token-over-mobile-data",
                    "the token request goes over mobile data where it is on",
                    TokenOverMobileData::new)
                .touches("LOG-03", "PRE-07"),
            new Variant(
                    "url-connection",
                    "requests go by HttpURLConnection with a fixed length",
                    () -> new UrlConnectionTransport(true))
                .touches("DEV-02", "DEV-10"),
            new Variant(
                    "url-connection-buffered",
                    "requests go by HttpURLConnection without a fixed length",
                    () -> new UrlConnectionTransport(false))
                .touches("DEV-02", "DEV-10")));
  }
}
