package app.quhao.probe.adapter;

import app.quhao.probe.server.ProbeError;
import java.util.HashMap;
import java.util.Map;

/** Listener objects that several calls are given, as an app gives one of its own to all. */
public final class SharedListeners {
  private final Map<String, Shared> byName = new HashMap<>();

  /** Makes the object that the SDK gets. */
  public interface Maker {
    Object make(ListenedCalls calls) throws ProbeError;
  }

  private static final class Shared {
    private final ListenedCalls calls;
    private final Object listener;

    private Shared(ListenedCalls calls, Object listener) {
      this.calls = calls;
      this.listener = listener;
    }
  }

  /** A new object, or the one that an earlier call of the same name and type was given. */
  public synchronized Object of(Class<?> type, ApiCall call, Maker maker) throws ProbeError {
    if (call.sharedListener == null) {
      return maker.make(new ListenedCalls(call));
    }
    String key = call.sharedListener + '\n' + type.getName();
    Shared known = byName.get(key);
    if (known != null) {
      known.calls.add(call);
      return known.listener;
    }
    ListenedCalls calls = new ListenedCalls(call);
    Shared made = new Shared(calls, maker.make(calls));
    byName.put(key, made);
    return made.listener;
  }

  /** The next call gets a new object, whatever its name. */
  public synchronized void forget() {
    byName.clear();
  }
}
