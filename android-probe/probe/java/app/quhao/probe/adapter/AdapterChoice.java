package app.quhao.probe.adapter;

import android.content.Context;
import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.ProbeError;
import java.lang.reflect.InvocationTargetException;

/** Makes the adapter that the manifest names, on the main thread; else that of the documented API. */
public final class AdapterChoice {
  private AdapterChoice() {}

  public static SdkAdapter make(Context context, EventLog events) throws Exception {
    String name = BuildFacts.read(context).adapterClass;
    if (name == null) {
      return new DocumentedApiAdapter(context, events);
    }
    try {
      return Class.forName(name)
          .asSubclass(SdkAdapter.class)
          .getConstructor(Context.class, EventLog.class)
          .newInstance(context, events);
    } catch (InvocationTargetException error) {
      throw ProbeError.sdkThrew(error.getCause());
    } catch (ReflectiveOperationException | ClassCastException error) {
      throw ProbeError.probeFault(
          new IllegalStateException(
              name
                  + " must implement SdkAdapter and have a public constructor (Context, EventLog): "
                  + error,
              error));
    }
  }
}
