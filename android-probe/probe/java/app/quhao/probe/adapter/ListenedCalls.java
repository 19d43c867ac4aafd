package app.quhao.probe.adapter;

import java.util.HashMap;
import java.util.Map;

/**
 * The calls that one listener object serves. A listener of several calls knows them apart by the
 * request code that comes with a result, as an app's own does.
 */
public final class ListenedCalls {
  private final Map<Integer, ApiCall> byCode = new HashMap<>();
  private ApiCall newest;

  public ListenedCalls(ApiCall call) {
    add(call);
  }

  synchronized void add(ApiCall call) {
    byCode.put(call.askedCode(), call);
    newest = call;
  }

  /** The call of a result; the newest one where its code is that of no call. */
  public synchronized ApiCall of(Integer code) {
    ApiCall call = byCode.size() > 1 ? byCode.get(code) : newest;
    return call == null ? newest : call;
  }
}
