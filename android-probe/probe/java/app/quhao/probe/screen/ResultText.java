package app.quhao.probe.screen;

import org.json.JSONObject;

/** One event of the log as a line of the screen. */
final class ResultText {
  private ResultText() {}

  /** `startedNanos` is when the call began, or 0 where that is not known. */
  static String of(JSONObject event, long startedNanos, String bearer) {
    JSONObject payload = event.optJSONObject("payload");
    String call = event.isNull("callId") ? event.optString("type") : event.optString("callId");
    StringBuilder line = new StringBuilder(call).append(" → ").append(outcome(event, payload));
    if (startedNanos > 0) {
      long nanos = Long.parseLong(event.optString("atNanos")) - startedNanos;
      line.append(" · ").append(nanos / 1_000_000).append(" ms");
    }
    line.append(" · ").append(bearer);
    line.append(" · ").append(event.optString("thread")).append(" thread");
    return line.toString();
  }

  private static String outcome(JSONObject event, JSONObject payload) {
    String type = event.optString("type");
    if (payload == null) {
      return type;
    }
    if (type.equals("crash")) {
      return payload.optString("class") + ": " + payload.optString("message");
    }
    JSONObject json = payload.optJSONObject("json");
    JSONObject said = json == null ? payload : json;
    String code = said.optString("resultCode", "no resultCode");
    String desc = said.optString("desc", said.optString("resultDesc", ""));
    String token = said.isNull("token") ? "" : ", a token";
    return type.equals("pageIn") ? "page shown " + code : code + " " + desc + token;
  }
}
