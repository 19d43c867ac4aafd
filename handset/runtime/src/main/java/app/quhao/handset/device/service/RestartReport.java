package app.quhao.handset.device.service;

import app.quhao.handset.host.Events;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Tells the launcher which services are to be started again if the process ends. */
final class RestartReport {
  private final Events events;
  private List<Map<String, Object>> reported = List.of();

  RestartReport(Events events) {
    this.events = events;
  }

  /** Sends where it has changed. The caller holds the lock of the records. */
  void update(Collection<ServiceRecord> records) {
    List<Map<String, Object>> restarts =
        records.stream().filter(ServiceRecord::isRestarted).map(ServiceRecord::toJson).toList();
    if (!restarts.equals(reported)) {
      reported = restarts;
      events.send("services", Map.of("services", restarts));
    }
  }
}
