package app.quhao.probe;

import android.os.Bundle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the app's activities have handed to the system since the last reset: extras of intents and
 * saved states, which the system keeps for them outside the process.
 */
public final class HandedOut {
  private final Map<String, String> texts = new LinkedHashMap<>();

  synchronized void add(String where, Bundle bundle) {
    if (bundle != null) {
      texts.put(where, texts.getOrDefault(where, "") + readable(bundle) + '\n');
    }
  }

  /** An app that dies of the probe's reading would have its SDK blamed. */
  private static String readable(Bundle bundle) {
    try {
      return textOf(bundle);
    } catch (RuntimeException unreadable) {
      return "cannot be read: " + unreadable.getClass().getName();
    }
  }

  /** By the place that it was handed to. */
  public synchronized Map<String, String> texts() {
    return new LinkedHashMap<>(texts);
  }

  public synchronized void forget() {
    texts.clear();
  }

  @SuppressWarnings("deprecation") // Bundle.get has a typed successor for each type only.
  private static String textOf(Bundle bundle) {
    StringBuilder text = new StringBuilder();
    for (String key : bundle.keySet()) {
      text.append(key).append('=').append(textOf(bundle.get(key))).append(' ');
    }
    return text.toString();
  }

  private static String textOf(Object value) {
    if (value instanceof Bundle) {
      return textOf((Bundle) value);
    }
    if (value instanceof byte[]) {
      return new String((byte[]) value, StandardCharsets.ISO_8859_1);
    }
    return value instanceof Object[] ? Arrays.deepToString((Object[]) value) : String.valueOf(value);
  }
}
