package app.quhao.variants.result;

import app.quhao.variants.Variant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Results and callbacks in other forms. */
public final class ResultVariants {
  private ResultVariants() {}

  public static List<Variant> rows() {
    return Collections.unmodifiableList(
        Arrays.asList(
            new Variant(
                    "result-string",
                    "the description stands in resultString",
                    () -> new DescriptionAs("resultString"))
                .touches("API-08", "PRE-05"),
            new Variant(
                    "result-desc",
                    "the description stands in resultDesc",
                    () -> new DescriptionAs("resultDesc"))
                .touches("API-08", "PRE-05"),
            new Variant(
                    "more-result-fields",
                    "a result has fields that the guide does not name",
                    MoreFields::new)
                .touches("LOG-03", "CHK-02"),
            new Variant(
                    "callback-another-hop",
                    "a result goes over another thread before it reaches the main thread",
                    AnotherHop::new)
                .touches("API-02"),
            new Variant(
                    "page-in-200ms-later",
                    "200087 comes 200 ms after the first frame",
                    PageInLater::new)
                .touches("LOG-02"),
            new Variant(
                    "legacy-codes",
                    "failures have the older code where the guide names two",
                    LegacyCodes::new)
                .touches("DEV-01", "DEV-02", "DEV-03", "DEV-04", "DEV-05", "API-10"),
            new Variant(
                    "auth-type-1-with-both",
                    "authType is 1 with Wi-Fi and mobile data on",
                    WifiAuthTypeWithBoth::new)
                .touches("LOG-04"),
            new Variant(
                    "uuid-message-ids", "a msgid is a UUID of 36 characters", UuidMessageIds::new)
                .touches("API-07"),
            new Variant(
                    "limit-afresh-at-press",
                    "the limit starts afresh at the press",
                    LimitAfreshAtPress::new)
                .touches("LOG-11", "AUX-06")));
  }
}
