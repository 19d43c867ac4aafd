package app.quhao.handset.device.app;

import android.content.ComponentName;
import android.content.pm.ApplicationInfo;
import android.content.pm.ComponentInfo;
import android.content.pm.PackageInfo;
import app.quhao.handset.host.Events;
import app.quhao.handset.host.coverage.NotSupported;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes of the package, of which `android:process` makes more than one: which this one is,
 * and calls for the others. A process is a JVM of its own; the launcher carries the calls.
 */
public final class PackageProcesses {
  private final Optional<String> given;
  private final Events events;
  private final NotSupported notSupported;
  private volatile boolean hasOthers;

  /** `given`: the name of a process that is not the application's. */
  public PackageProcesses(Optional<String> given, Events events, NotSupported notSupported) {
    this.given = given;
    this.events = events;
    this.notSupported = notSupported;
  }

  /** Empty in the application's process. */
  public Optional<String> given() {
    return given;
  }

  public String own(ApplicationInfo application) {
    return given.orElse(application.processName);
  }

  public boolean isOwn(ComponentInfo info) {
    return info.processName == null || info.processName.equals(own(info.applicationInfo));
  }

  /** Looks whether the package has components of other processes. */
  void read(PackageInfo info) {
    Stream<ComponentInfo> all =
        Stream.of(info.activities, info.services, info.receivers, info.providers)
            .filter(Objects::nonNull)
            .flatMap(Arrays::stream);
    hasOthers = all.anyMatch(each -> !isOwn(each));
  }

  public boolean hasOthers() {
    return hasOthers;
  }

  /** Throws UnsupportedOperationException to the app where the component runs in another process. */
  public void requireOwn(ComponentInfo info, String call) {
    if (!isOwn(info)) {
      notSupported.refuse(refusal(info, call));
    }
  }

  public static String refusal(ComponentInfo info, String call) {
    String component = new ComponentName(info.packageName, info.name).flattenToShortString();
    return call + "(" + component + "), which has android:process=" + info.processName;
  }

  /** Has a method of the protocol called in another process, which is started for it. */
  public void start(ComponentInfo info, String method, Map<String, Object> params) {
    send(List.of(info.processName), method, params, Map.of("starts", true));
  }

  /** The same if the process runs. */
  public void callRunning(ComponentInfo info, String method, Map<String, Object> params) {
    send(List.of(info.processName), method, params, Map.of("starts", false));
  }

  /** Has a method called in the named processes, which are started, and in all others that run. */
  public void startAndCallRunning(List<String> names, String method, Map<String, Object> params) {
    send(names, method, params, Map.of("starts", true, "others", true));
  }

  private void send(
      List<String> to, String method, Map<String, Object> params, Map<String, Object> how) {
    Map<String, Object> data = new LinkedHashMap<>(how);
    data.put("to", to);
    data.put("method", method);
    data.put("params", params);
    events.send("elsewhere", data);
  }
}
