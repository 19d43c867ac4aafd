package app.quhao.probe.adapter;

import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;
import java.lang.reflect.Method;

/** The listeners of a theme: every call of one becomes an event. */
public final class ThemeRecorder implements ListenerProxy.Callback {
  private final EventLog events;
  private final String callId;

  public ThemeRecorder(EventLog events, String callId) {
    this.events = events;
    this.callId = callId;
  }

  /** `value`: the boolean that says something, where there is one. */
  @Override
  public void take(Method method, Object[] arguments, long atNanos) {
    Boolean value = ListenerProxy.first(Boolean.class, arguments);
    events.append(
        "listener", callId, Json.object("method", method.getName(), "value", value), atNanos);
  }
}
