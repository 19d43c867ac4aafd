package app.quhao.handset.device.service;

import android.content.ComponentName;
import android.content.Intent;
import android.content.pm.ServiceInfo;
import app.quhao.handset.device.Parcels;
import app.quhao.handset.device.app.PackageProcesses;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The package's services that run in another process: calls for them go there. */
final class ElsewhereServices {
  private final PackageProcesses processes;

  /** Services that were started there and not stopped from here since. */
  private final Set<ComponentName> started = ConcurrentHashMap.newKeySet();

  ElsewhereServices(PackageProcesses processes) {
    this.processes = processes;
  }

  ComponentName start(ServiceInfo info, Intent intent, boolean requiresForeground) {
    ComponentName component = ServiceResolver.componentOf(info);
    started.add(component);
    String text = Parcels.write(new Intent(intent).setComponent(component));
    processes.start(
        info, "startOwnService", Map.of("intent", text, "foreground", requiresForeground));
    return component;
  }

  /** Returns false where the service was not started from here. */
  boolean stop(ServiceInfo info) {
    ComponentName component = ServiceResolver.componentOf(info);
    processes.callRunning(
        info, "stopOwnService", Map.of("component", component.flattenToString()));
    return started.remove(component);
  }
}
