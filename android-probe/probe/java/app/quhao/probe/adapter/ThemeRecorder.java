package app.quhao.probe.adapter;

import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;
import java.lang.reflect.Method;

/** The listeners of a theme: every call of one becomes an event. */
public final class ThemeRecorder implements ListenerProxy.Callback {
  private final EventLog events;
  private final String callId;

  /** The guide's Builder method that took the listener; null before one has. */
  private final String setter;

  public ThemeRecorder(EventLog events, String callId) {
    this(events, callId, null);
  }

  private ThemeRecorder(EventLog events, String callId, String setter) {
    this.events = events;
    this.callId = callId;
    this.setter = setter;
  }

  /** The recorder of a listener that this Builder method of the guide takes. */
  ThemeRecorder of(String guideSetter) {
    return new ThemeRecorder(events, callId, guideSetter);
  }

  /** `value`: the boolean that says something, where there is one. */
  @Override
  public void take(Method method, Object[] arguments, long atNanos) {
    Boolean value = ListenerProxy.first(Boolean.class, arguments);
    String name = ThemeListenerNames.of(setter, method.getName());
    events.append("listener", callId, Json.object("method", name, "value", value), atNanos);
  }
}
