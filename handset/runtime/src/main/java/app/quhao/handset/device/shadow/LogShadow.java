package app.quhao.handset.device.shadow;

import android.util.Log;
import app.quhao.handset.device.Handset;
import app.quhao.handset.host.ThreadIds;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;

/** The framework's own Log with its native methods replaced. Entries become `log` events. */
@Implements(Log.class)
public final class LogShadow {
  @Implementation
  protected static boolean isLoggable(String tag, int level) {
    return level >= Log.INFO;
  }

  @Implementation
  protected static int println_native(int buffer, int priority, String tag, String message) {
    Instant now = Instant.now();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("seconds", now.getEpochSecond());
    data.put("nanos", now.getNano());
    data.put("pid", ProcessHandle.current().pid());
    data.put("tid", ThreadIds.current());
    data.put("priority", priority);
    data.put("tag", tag == null ? "" : tag);
    data.put("message", message);
    Handset.current().seam().events().send("log", data);
    return message.length();
  }

  @Implementation
  protected static int logger_entry_max_payload_native() {
    // LOGGER_ENTRY_MAX_PAYLOAD of liblog.
    return 4068;
  }
}
