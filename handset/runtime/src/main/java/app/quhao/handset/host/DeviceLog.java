package app.quhao.handset.host;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes entries of the handset itself to the device's log. */
final class DeviceLog {
  private static final int WARN = 5;
  private static final String TAG = "quhao";

  private final Events events;

  DeviceLog(Events events) {
    this.events = events;
  }

  void warn(String message) {
    Instant now = Instant.now();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("seconds", now.getEpochSecond());
    entry.put("nanos", now.getNano());
    entry.put("pid", ProcessHandle.current().pid());
    entry.put("tid", ThreadIds.current());
    entry.put("priority", WARN);
    entry.put("tag", TAG);
    entry.put("message", message);
    events.send("log", entry);
  }
}
