package app.quhao.handset.device;

import android.app.Application;
import android.app.QueuedWork;
import android.content.ComponentName;
import android.content.Intent;
import android.content.pm.ActivityInfo;
import android.content.pm.PackageManager;
import android.net.Uri;
import android.os.Bundle;
import android.os.SystemClock;
import android.util.Log;
import app.quhao.handset.device.activity.Launch;
import app.quhao.handset.device.activity.StartRequest;
import app.quhao.handset.device.app.PackageProcesses;
import app.quhao.handset.device.app.ShellRights;
import app.quhao.handset.device.broadcast.BroadcastRequest;
import app.quhao.handset.device.broadcast.BroadcastResult;
import app.quhao.handset.device.broadcast.Sender;
import app.quhao.handset.device.service.ShellAccess;
import app.quhao.handset.host.radio.RadioState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.robolectric.RuntimeEnvironment;

/** Carries out the effects of `am`, `settings` and the radio on the app. */
final class AppControl {
  /** BROADCAST_BG_TIMEOUT of ActivityManagerConstants. */
  private static final long BROADCAST_SECONDS = 60;

  private static final String SHELL = "com.android.shell";

  private final DeviceServices services;

  AppControl(DeviceServices services) {
    this.services = services;
  }

  Map<String, Object> radio(Params params) {
    services.radio().update(RadioState.parse(params.values()));
    return Map.of();
  }

  Map<String, Object> settings(Params params) {
    services.settings().update(params.values());
    services.proxy().update();
    services.activities().displayChanged();
    return Map.of();
  }

  Map<String, Object> permissions(Params params) throws Exception {
    Set<String> refused = Set.copyOf(params.texts("refused"));
    services
        .mainThread()
        .call(
            () -> {
              services.permissions().refuse(refused);
              return null;
            });
    return Map.of();
  }

  Map<String, Object> launch() throws Exception {
    // An exception of Application.onCreate is a crash of the app, not an error of this request.
    services.mainThread().runAsApp(RuntimeEnvironment::getApplication);
    Application application = RuntimeEnvironment.getApplication();
    PackageManager packages = application.getPackageManager();
    return Map.of(
        "pid", ProcessHandle.current().pid(),
        "package", application.getPackageName(),
        "label", application.getApplicationInfo().loadLabel(packages).toString());
  }

  Map<String, Object> startActivity(Params params) throws Exception {
    Intent intent = intent(params);
    intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK);
    ActivityInfo info = services.mainThread().call(() -> services.activities().resolve(intent));
    Map<String, Object> answer = new LinkedHashMap<>();
    long started = SystemClock.uptimeMillis();
    if (info == null) {
      answer.put("component", params.optionalText("component"));
      answer.put("status", "not-found");
      answer.put("waitMs", 0);
      return answer;
    }
    String refusal = ShellRights.refusal(info.exported, info.permission);
    if (refusal != null) {
      answer.put("status", "refused");
      answer.put("reason", ShellRights.denial("starting " + intent + " from null", refusal));
      return answer;
    }
    if (!services.processes().isOwn(info)) {
      String reason = "quhao: not supported: " + PackageProcesses.refusal(info, "am start");
      Log.w("ActivityManager", reason);
      answer.put("status", "refused");
      answer.put("reason", reason);
      return answer;
    }
    Launch launch =
        services
            .activities()
            .start(new StartRequest(intent, null, null, -1, SHELL))
            .get(20, TimeUnit.SECONDS);
    answer.put("component", new ComponentName(info.packageName, info.name).flattenToShortString());
    answer.put("status", "ok");
    answer.put("launch", launch.result().name());
    answer.put("waitMs", SystemClock.uptimeMillis() - started);
    return answer;
  }

  Map<String, Object> broadcasts() {
    return Map.of("sent", services.broadcasts().sent().list());
  }

  Map<String, Object> instrument(Params params) throws Exception {
    services.instrumentations().start(params.text("component"), texts(params.object("args")));
    return Map.of();
  }

  /** Starts a service for the shell. */
  Map<String, Object> startService(Params params) throws Exception {
    Intent intent = intent(params);
    boolean foreground = Boolean.TRUE.equals(params.values().get("foreground"));
    return services
        .mainThread()
        .call(
            () -> {
              String refusal = ShellAccess.refusalOf(intent);
              if (refusal != null) {
                return Map.of("status", "refused", "reason", refusal);
              }
              ComponentName name = services.appServices().start(intent, foreground);
              return name == null
                  ? Map.of("status", "not-found")
                  : Map.of("status", "ok", "component", name.flattenToShortString());
            });
  }

  Map<String, Object> stopService(Params params) throws Exception {
    Intent intent = intent(params);
    return services
        .mainThread()
        .call(
            () -> {
              if (ShellAccess.refusalOf(intent) != null) {
                return Map.of("status", "refused");
              }
              boolean stopped = services.appServices().stop(intent);
              return Map.of("status", stopped ? "ok" : "not-found");
            });
  }

  /** Puts the task of the package's last process back, in the background. */
  Map<String, Object> restoreTask(Params params) throws Exception {
    services
        .mainThread()
        .call(
            () -> {
              services.activities().restore(params.objects("activities"));
              return null;
            });
    return Map.of();
  }

  /** Starts the services that ran when the package's last process ended. */
  Map<String, Object> restartServices(Params params) {
    for (Map<String, Object> service : params.objects("services")) {
      List<?> intents = (List<?>) service.get("intents");
      services
          .appServices()
          .restart(
              ComponentName.unflattenFromString((String) service.get("component")),
              intents.stream().map(text -> Parcels.intent((String) text)).toList());
    }
    return Map.of();
  }

  /** Starts a service of this process for another process of the package. */
  Map<String, Object> startOwnService(Params params) {
    boolean foreground = Boolean.TRUE.equals(params.values().get("foreground"));
    services.appServices().start(Parcels.intent(params.text("intent")), foreground);
    return Map.of();
  }

  Map<String, Object> stopOwnService(Params params) {
    ComponentName component = ComponentName.unflattenFromString(params.text("component"));
    services.appServices().stop(new Intent().setComponent(component));
    return Map.of();
  }

  /** Delivers a broadcast of another process of the package. */
  Map<String, Object> receive(Params params) {
    String[] permissions = params.texts("permissions").toArray(String[]::new);
    services
        .broadcasts()
        .receive(
            BroadcastRequest.of(
                    Parcels.intent(params.text("intent")), Sender.valueOf(params.text("sender")))
                .requiring(permissions));
    return Map.of();
  }

  /** Sends a broadcast of the shell, in order, and waits for its end. */
  Map<String, Object> broadcast(Params params) throws Exception {
    BroadcastResult first =
        new BroadcastResult(params.integer("code", 0), params.optionalText("result"), null);
    BroadcastResult last =
        services
            .broadcasts()
            .send(BroadcastRequest.of(intent(params), Sender.SHELL).ordered(first))
            .get(BROADCAST_SECONDS, TimeUnit.SECONDS);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("code", last.code());
    answer.put("result", last.data());
    answer.put("extras", last.extras() == null ? null : last.extras().toString());
    return answer;
  }

  /** Carries out `cmd jobscheduler`; forced may be absent. */
  Map<String, Object> job(Params params) {
    int id = params.integer("id");
    return switch (params.text("command")) {
      case "run" -> {
        boolean isForced = Boolean.TRUE.equals(params.values().get("forced"));
        yield Map.of("status", services.jobs().runNow(id, isForced).name());
      }
      case "timeout" -> Map.of("status", services.jobs().timeOut(id).name());
      case "cancel" -> {
        boolean isThere = services.jobs().pending(id) != null;
        services.jobs().cancel(id);
        yield Map.of("status", isThere ? "OK" : "NO_JOB");
      }
      default ->
          Map.of(
              "jobs",
              services.jobs().pending().stream()
                  .map(
                      job ->
                          Map.of(
                              "id", job.getId(),
                              "service", job.getService().flattenToShortString(),
                              "reason", services.jobs().reason(job.getId())))
                  .toList());
    };
  }

  Map<String, Object> memory() {
    Runtime runtime = Runtime.getRuntime();
    return Map.of("heapBytes", runtime.totalMemory() - runtime.freeMemory());
  }

  /**
   * Writes pending SharedPreferences.apply() calls, as ActivityThread does before it stops a
   * component.
   */
  Map<String, Object> stop() {
    QueuedWork.waitToFinish();
    return Map.of();
  }

  private static Intent intent(Params params) {
    Intent intent = new Intent(params.optionalText("action"));
    String component = params.optionalText("component");
    if (component != null) {
      intent.setComponent(ComponentName.unflattenFromString(component));
    }
    intent.setPackage(params.optionalText("package"));
    String data = params.optionalText("data");
    intent.setDataAndType(data == null ? null : Uri.parse(data), params.optionalText("type"));
    if (params.values().get("categories") instanceof List<?> categories) {
      categories.forEach(category -> intent.addCategory(String.valueOf(category)));
    }
    intent.setFlags(params.integer("flags", 0));
    Bundle extras = Extras.bundle(params.object("extras"));
    if (!extras.isEmpty()) {
      intent.putExtras(extras);
    }
    return intent;
  }

  private static Bundle texts(Map<String, Object> values) {
    Bundle bundle = new Bundle();
    values.forEach((name, value) -> bundle.putString(name, (String) value));
    return bundle;
  }
}
