package app.quhao.probe.table;

import app.quhao.probe.adapter.ApiCall;
import org.json.JSONObject;

/** What the words of a table stand for in one call. */
final class CallValues {
  final ApiCall call;
  final JSONObject gateway;

  private CallValues(ApiCall call, JSONObject gateway) {
    this.call = call;
    this.gateway = gateway;
  }

  static CallValues ofCall(ApiCall call) {
    return new CallValues(call, null);
  }

  static CallValues ofGateway(JSONObject gateway) {
    return new CallValues(null, gateway);
  }

  static CallValues none() {
    return new CallValues(null, null);
  }

  /** Null where this call has no such value; `context` and `listener` are the caller's to know. */
  Object of(String word) {
    if (gateway != null && word.startsWith("gateway.")) {
      return ofGateway(word.substring("gateway.".length()));
    }
    return call == null ? null : ofCall(word);
  }

  private Object ofCall(String word) {
    switch (word) {
      case "appId":
        return call.appId;
      case "appKey":
        return call.appKey;
      case "requestCode":
        return call.requestCode == null ? Integer.valueOf(-1) : call.requestCode;
      case "value":
        return call.value;
      default:
        return null;
    }
  }

  private Object ofGateway(String name) {
    JSONObject hosts = gateway.optJSONObject("hosts");
    return hosts != null && hosts.has(name) ? hosts.opt(name) : gateway.opt(name);
  }
}
