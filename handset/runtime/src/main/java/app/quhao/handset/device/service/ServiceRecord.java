package app.quhao.handset.device.service;

import android.app.ActivityThread;
import android.app.Application;
import android.app.Notification;
import android.app.Service;
import android.content.ComponentName;
import android.content.Context;
import android.content.Intent;
import android.content.pm.ServiceInfo;
import android.os.Binder;
import android.os.IBinder;
import app.quhao.handset.device.Parcels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.util.ReflectionHelpers;
import org.robolectric.util.ReflectionHelpers.ClassParameter;

/**
 * One service from its first start or binding to its onDestroy. AppServices guards the fields; the
 * instance belongs to the main thread.
 */
final class ServiceRecord {
  private final ServiceInfo info;
  private final IBinder token = new Binder();
  private final Map<Intent.FilterComparison, ServiceBinding> bindings = new LinkedHashMap<>();
  private volatile Service instance;
  boolean isCreated;
  boolean isStarted;
  int lastStartId;
  int startResult = Service.START_NOT_STICKY;

  /** Starts that come again if the process ends before stopSelf, by their id. */
  final NavigableMap<Integer, Intent> redelivered = new TreeMap<>();

  /** Ends the process where startForegroundService() is not followed by startForeground(). */
  Future<?> foregroundLimit;

  int foregroundId;
  Notification notification;

  ServiceRecord(ServiceInfo info) {
    this.info = info;
  }

  ServiceInfo info() {
    return info;
  }

  ComponentName component() {
    return ServiceResolver.componentOf(info);
  }

  Service instance() {
    return instance;
  }

  boolean isForeground() {
    return foregroundId != 0;
  }

  /** Whether it is started again if its process ends. */
  boolean isRestarted() {
    return isStarted
        && (startResult == Service.START_STICKY
            || startResult == Service.START_REDELIVER_INTENT && !redelivered.isEmpty());
  }

  Map<String, Object> toJson() {
    boolean isRedelivered = startResult == Service.START_REDELIVER_INTENT;
    return Map.of(
        "component",
        component().flattenToShortString(),
        "intents",
        isRedelivered ? redelivered.values().stream().map(Parcels::write).toList() : List.of());
  }

  Map<Intent.FilterComparison, ServiceBinding> bindings() {
    return bindings;
  }

  ServiceBinding bindingOf(Intent intent) {
    return bindings.computeIfAbsent(
        new Intent.FilterComparison(new Intent(intent)), key -> new ServiceBinding(this, intent));
  }

  /** Whether a connection with BIND_AUTO_CREATE wants the service to exist. */
  boolean isWantedByConnection() {
    return bindings.values().stream()
        .flatMap(binding -> binding.connections().stream())
        .anyMatch(Connection::createsService);
  }

  /** Runs on the main thread, like ActivityThread.handleCreateService. */
  void create() {
    Application application = RuntimeEnvironment.getApplication();
    try {
      Service service =
          Class.forName(info.name).asSubclass(Service.class).getConstructor().newInstance();
      Context context =
          ReflectionHelpers.callStaticMethod(
              Class.forName("android.app.ContextImpl"),
              "createAppContext",
              ClassParameter.from(
                  ActivityThread.class, (ActivityThread) RuntimeEnvironment.getActivityThread()),
              ClassParameter.from(
                  Class.forName("android.app.LoadedApk"),
                  ReflectionHelpers.getField(application, "mLoadedApk")));
      ReflectionHelpers.setField(context, "mOuterContext", service);
      ReflectionHelpers.callInstanceMethod(
          Service.class,
          service,
          "attach",
          ClassParameter.from(Context.class, context),
          ClassParameter.from(ActivityThread.class, RuntimeEnvironment.getActivityThread()),
          ClassParameter.from(String.class, info.name),
          ClassParameter.from(IBinder.class, token),
          ClassParameter.from(Application.class, application),
          ClassParameter.from(Object.class, null));
      instance = service;
      service.onCreate();
    } catch (ReflectiveOperationException e) {
      throw new RuntimeException("Unable to instantiate service " + info.name + ": " + e, e);
    }
  }

  /** Runs on the main thread. */
  void destroy() {
    Service service = instance;
    if (service == null) {
      return;
    }
    service.onDestroy();
    Shadow.directlyOn(service, Service.class, "detachAndCleanUp");
    instance = null;
  }
}
