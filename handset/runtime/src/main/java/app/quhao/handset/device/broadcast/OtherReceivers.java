package app.quhao.handset.device.broadcast;

import app.quhao.handset.device.Parcels;
import app.quhao.handset.device.app.PackageProcesses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The receivers of the package's other processes. A process is started for a receiver of the
 * manifest; those that run get each broadcast for what they have registered. The result of an
 * ordered broadcast does not come back from them.
 */
final class OtherReceivers {
  private record Other(String process, Registration receiver) {}

  private final PackageProcesses processes;
  private final List<Other> declared = new ArrayList<>();

  OtherReceivers(PackageProcesses processes) {
    this.processes = processes;
  }

  synchronized void add(String process, Registration receiver) {
    declared.add(new Other(process, receiver));
  }

  /** `reaches`: whether the broadcast reaches a receiver of the manifest. */
  void send(BroadcastRequest request, Predicate<Registration> reaches) {
    if (!processes.hasOthers()) {
      return;
    }
    List<String> started;
    synchronized (this) {
      started =
          declared.stream()
              .filter(each -> reaches.test(each.receiver()))
              .map(Other::process)
              .distinct()
              .toList();
    }
    processes.startAndCallRunning(
        started,
        "receive",
        Map.of(
            "intent", Parcels.write(request.intent()),
            "sender", request.sender().name(),
            "permissions", request.permissions()));
  }
}
