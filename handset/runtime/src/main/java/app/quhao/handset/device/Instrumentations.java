package app.quhao.handset.device;

import android.app.Application;
import android.app.Instrumentation;
import android.content.ComponentName;
import android.content.Context;
import android.content.pm.PackageManager;
import android.os.Bundle;
import android.os.Looper;
import app.quhao.handset.host.DeviceSeam;
import app.quhao.handset.host.Events;
import app.quhao.handset.host.StartArguments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.util.ReflectionHelpers;

/** Implements `am instrument` and the hook before Application.onCreate. */
public final class Instrumentations {
  private final MainThread main;
  private final Events events;
  private final Consumer<Application> beforeOnCreate;
  private final StartArguments arguments;

  Instrumentations(
      MainThread main, DeviceSeam seam, Consumer<Application> beforeOnCreate) {
    this.main = main;
    this.events = seam.events();
    this.arguments = seam.arguments();
    this.beforeOnCreate = beforeOnCreate;
  }

  public void beforeApplicationOnCreate(Application application) {
    beforeOnCreate.accept(application);
  }

  /** Creates the app's Instrumentation and returns after its onCreate. */
  void start(String component, Bundle options) throws Exception {
    ComponentName name = ComponentName.unflattenFromString(component);
    if (name == null) {
      throw new IllegalArgumentException("Expected package/class, got `" + component + "`.");
    }
    main.runAsApp(() -> create(name).onCreate(options));
  }

  /** A class that is missing or fails is a crash with the framework's message. */
  private Instrumentation create(ComponentName name) {
    Instrumentation instrumentation;
    try {
      instrumentation =
          Class.forName(name.getClassName())
              .asSubclass(Instrumentation.class)
              .getConstructor()
              .newInstance();
      fill(instrumentation, name);
    } catch (Exception e) {
      throw new RuntimeException("Unable to instantiate instrumentation " + name + ": " + e, e);
    }
    return instrumentation;
  }

  /** Sets the fields that the hidden Instrumentation.init sets. */
  private void fill(Instrumentation instrumentation, ComponentName name)
      throws PackageManager.NameNotFoundException {
    Application context = RuntimeEnvironment.getApplication();
    Context own =
        arguments.instrumenting().isPresent()
            ? InstrumentingPackage.contextOf(
                context, arguments.instrumenting().get().apk(), name.getPackageName())
            : context;
    ReflectionHelpers.setField(instrumentation, "mThread", RuntimeEnvironment.getActivityThread());
    ReflectionHelpers.setField(instrumentation, "mMessageQueue", Looper.getMainLooper().getQueue());
    ReflectionHelpers.setField(instrumentation, "mInstrContext", own);
    ReflectionHelpers.setField(instrumentation, "mAppContext", context);
    ReflectionHelpers.setField(instrumentation, "mComponent", name);
  }

  public void status(int code, Bundle results) {
    report("instrumentationStatus", code, results);
  }

  public void finished(int code, Bundle results) {
    report("instrumentationResult", code, results);
  }

  private void report(String event, int code, Bundle results) {
    Map<String, Object> bundle = new LinkedHashMap<>();
    if (results != null) {
      for (String key : results.keySet()) {
        bundle.put(key, String.valueOf(text(results, key)));
      }
    }
    events.send(event, Map.of("code", code, "bundle", bundle));
  }

  // Bundle.get is deprecated, but has no replacement for values of unknown type.
  private static Object text(Bundle results, String key) {
    return results.get(key);
  }
}
