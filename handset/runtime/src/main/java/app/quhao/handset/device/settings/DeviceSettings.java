package app.quhao.handset.device.settings;

import android.app.Application;
import android.content.ContentResolver;
import android.provider.Settings;
import app.quhao.handset.host.clock.WallClock;
import app.quhao.handset.host.control.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.robolectric.RuntimeEnvironment;

/**
 * The handset's `settings`, visible to the app and to the parts of the device that depend on them.
 */
public final class DeviceSettings {
  public static final String SYSTEM = "system";
  public static final String GLOBAL = "global";

  /** Not a namespace of Android's: what `cmd uimode` makes of the display. */
  public static final String DISPLAY = "display";

  /** Not a namespace of Android's: what `cmd alarm` has set. */
  private static final String CLOCK = "clock";

  private volatile Map<String, Map<String, String>> values = Map.of();

  /** Replaces all settings. */
  public synchronized void update(Map<String, Object> json) {
    Map<String, Map<String, String>> before = values;
    Map<String, Map<String, String>> next = new HashMap<>();
    json.forEach((namespace, keys) -> next.put(namespace, texts(Json.object(keys))));
    values = next;
    String offset = get(CLOCK, "offsetMillis");
    WallClock.set(offset == null ? 0 : Long.parseLong(offset), get(CLOCK, "timeZone"));
    Application application = RuntimeEnvironment.application;
    if (application != null) {
      write(application, before);
    }
  }

  private static Map<String, String> texts(Map<String, Object> json) {
    Map<String, String> texts = new HashMap<>();
    json.forEach((key, value) -> texts.put(key, String.valueOf(value)));
    return texts;
  }

  /** Returns null if it is not set. */
  public String get(String namespace, String key) {
    return values.getOrDefault(namespace, Map.of()).get(key);
  }

  /** Writes the settings to the app's provider from now on. */
  public synchronized void announceTo(Application application) {
    write(application, Map.of());
  }

  /** Does not write secure settings, because ANDROID_ID differs by app. */
  private void write(Application application, Map<String, Map<String, String>> before) {
    ContentResolver resolver = application.getContentResolver();
    for (String key : keys(before, SYSTEM)) {
      Settings.System.putString(resolver, key, get(SYSTEM, key));
    }
    for (String key : keys(before, GLOBAL)) {
      Settings.Global.putString(resolver, key, get(GLOBAL, key));
    }
  }

  private Set<String> keys(Map<String, Map<String, String>> before, String namespace) {
    Set<String> keys = new HashSet<>(before.getOrDefault(namespace, Map.of()).keySet());
    keys.addAll(values.getOrDefault(namespace, Map.of()).keySet());
    return keys;
  }
}
