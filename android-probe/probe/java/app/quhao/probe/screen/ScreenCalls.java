package app.quhao.probe.screen;

import android.net.TrafficStats;
import android.os.SystemClock;
import app.quhao.probe.LiveProbe;
import app.quhao.probe.adapter.ApiCall;
import app.quhao.probe.adapter.Configuration;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;

/** Carries out what the person presses, and tells what came of it. On the main thread. */
final class ScreenCalls {
  private static final int REQUEST_CODE = 7;
  private static final long DEFAULT_LIMIT_MILLIS = 8000;

  private final LiveProbe probe;
  private final DeviceText device;
  private final Map<String, Start> starts = new HashMap<>();
  private int calls;
  private long lastSeen;

  /** What is remembered of a call until its result comes. */
  private static final class Start {
    final long atNanos = SystemClock.elapsedRealtimeNanos();
    final long mobileBytes = mobileBytes();
  }

  ScreenCalls(LiveProbe probe, DeviceText device) {
    this.probe = probe;
    this.device = device;
    lastSeen = probe.events.last();
  }

  void configure(String gatewayText) throws ProbeError {
    probe.adapter.configure(new Configuration(GatewayText.read(gatewayText), null));
  }

  /** A line where the call answers at once; null where its result will be an event. */
  String call(String api, String appId, String appKey) throws ProbeError {
    calls++;
    String callId = api + " #" + calls;
    JSONObject params = Json.object("api", api, "callId", callId);
    boolean isAsynchronous =
        api.equals("getPhoneInfo") || api.equals("loginAuth") || api.equals("mobileAuth");
    if (isAsynchronous) {
      Json.put(params, "appId", appId);
      Json.put(params, "appKey", appKey);
      Json.put(params, "requestCode", REQUEST_CODE);
    }
    if (api.equals("setOverTime")) {
      Json.put(params, "value", DEFAULT_LIMIT_MILLIS);
    }
    starts.put(callId, new Start());
    Object value = probe.adapter.invoke(ApiCall.read(new Params(params)));
    return isAsynchronous ? null : callId + " → " + (value == null ? "done" : value);
  }

  /** A line for each event since the last time. */
  List<String> news() {
    List<String> lines = new ArrayList<>();
    for (JSONObject event : probe.events.newerThan(lastSeen)) {
      lastSeen = event.optLong("seq");
      Start start = starts.get(event.optString("callId"));
      lines.add(ResultText.of(event, start == null ? 0 : start.atNanos, bearer(start)));
    }
    return lines;
  }

  /**
   * What carried the call is not known to an app; the phone's counter shows whether mobile data was
   * used meanwhile.
   */
  private String bearer(Start start) {
    long now = mobileBytes();
    String network = "default " + device.defaultNetwork();
    if (start == null || start.mobileBytes < 0 || now < 0) {
      return network;
    }
    return network + ", mobile data " + (now - start.mobileBytes) + " B";
  }

  private static long mobileBytes() {
    long sent = TrafficStats.getMobileTxBytes();
    long received = TrafficStats.getMobileRxBytes();
    return sent < 0 || received < 0 ? -1 : sent + received;
  }
}
