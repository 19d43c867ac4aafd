package app.quhao.probe.table;

import app.quhao.probe.adapter.ApiCall;
import org.json.JSONObject;

/** What the words of a table stand for in one call. */
final class CallValues {
  private static final long DEFAULT_OVER_TIME = 8000;

  final ApiCall call;
  final JSONObject gateway;

  /** What `value` stands for where there is no call. */
  private final Long value;

  /** Null where no suspend function is called. */
  final SuspendedCall suspended;

  private CallValues(ApiCall call, JSONObject gateway, Long value) {
    this(call, gateway, value, null);
  }

  private CallValues(ApiCall call, JSONObject gateway, Long value, SuspendedCall suspended) {
    this.call = call;
    this.gateway = gateway;
    this.value = value;
    this.suspended = suspended;
  }

  static CallValues ofCall(ApiCall call) {
    return new CallValues(call, null, call.value);
  }

  static CallValues ofSuspended(ApiCall call, SuspendedCall suspended) {
    return new CallValues(call, null, call.value, suspended);
  }

  static CallValues ofGateway(JSONObject gateway) {
    return new CallValues(null, gateway, null);
  }

  /** The limit that the guide names for an app that sets none. */
  static CallValues ofDefaultLimit() {
    return new CallValues(null, null, DEFAULT_OVER_TIME);
  }

  static CallValues none() {
    return new CallValues(null, null, null);
  }

  /** Null where this call has no such value; `context` and `listener` are the caller's to know. */
  Object of(String word) {
    if (gateway != null && word.startsWith("gateway.")) {
      return ofGateway(word.substring("gateway.".length()));
    }
    if (word.equals("value")) {
      return value;
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
        return call.askedCode();
      default:
        return null;
    }
  }

  private Object ofGateway(String name) {
    JSONObject hosts = gateway.optJSONObject("hosts");
    return hosts != null && hosts.has(name) ? hosts.opt(name) : gateway.opt(name);
  }
}
