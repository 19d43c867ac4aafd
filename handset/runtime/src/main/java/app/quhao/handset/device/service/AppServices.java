package app.quhao.handset.device.service;

import android.app.Service;
import android.content.ComponentName;
import android.content.Context;
import android.content.Intent;
import android.content.ServiceConnection;
import android.content.pm.ServiceInfo;
import android.content.res.Configuration;
import android.os.IBinder;
import android.util.Log;
import app.quhao.handset.device.MainThread;
import app.quhao.handset.device.app.PackageProcesses;
import app.quhao.handset.device.clock.Timers;
import app.quhao.handset.host.Events;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * The started and bound services of the app (ActiveServices of AOSP). The state changes at once,
 * from any thread; the services are called on the main thread, in that order.
 */
public final class AppServices {
  private static final String TAG = "ActivityManager";

  private final MainThread main;
  private final PackageProcesses processes;
  private final ElsewhereServices elsewhere;
  private final RestartReport restarts;
  private final ForegroundLimit foregroundLimit;

  private final Map<ComponentName, ServiceRecord> records = new LinkedHashMap<>();
  private final List<Connection> connections = new ArrayList<>();

  public AppServices(
      MainThread main, Timers timers, Events events, PackageProcesses processes) {
    this.main = main;
    this.processes = processes;
    elsewhere = new ElsewhereServices(processes);
    restarts = new RestartReport(events);
    foregroundLimit = new ForegroundLimit(main, timers);
  }

  /** Returns null where the package has no such service. */
  public ComponentName start(Intent intent, boolean requiresForeground) {
    ServiceInfo info = require(intent);
    if (info == null) {
      return null;
    }
    if (!processes.isOwn(info)) {
      return elsewhere.start(info, intent, requiresForeground);
    }
    synchronized (this) {
      ServiceRecord record = recordOf(info);
      postStart(record, new Intent(intent), 0);
      if (requiresForeground) {
        foregroundLimit.begin(record);
      }
      return record.component();
    }
  }

  /**
   * Starts a service that ran when the process ended: with the intents that come again, or with a
   * null intent.
   */
  public void restart(ComponentName component, List<Intent> redelivered) {
    ServiceInfo info = require(new Intent().setComponent(component));
    if (info == null) {
      return;
    }
    synchronized (this) {
      ServiceRecord record = recordOf(info);
      if (redelivered.isEmpty()) {
        postStart(record, null, 0);
      }
      redelivered.forEach(intent -> postStart(record, intent, Service.START_FLAG_REDELIVERY));
    }
  }

  private void postStart(ServiceRecord record, Intent intent, int flags) {
    record.isStarted = true;
    int startId = ++record.lastStartId;
    createOnce(record);
    main.handler().post(() -> deliverStart(record, intent, startId, flags));
  }

  /** Throws UnsupportedOperationException to the app where the service runs in another process. */
  public void requireOwn(ComponentName service, String call) {
    ServiceInfo info = ServiceResolver.resolve(new Intent().setComponent(service));
    if (info != null) {
      processes.requireOwn(info, call);
    }
  }

  private static ServiceInfo require(Intent intent) {
    ServiceInfo info = ServiceResolver.resolve(intent);
    if (info == null) {
      Log.w(TAG, "Unable to start service " + intent + " U=0: not found");
    }
    return info;
  }

  private ServiceRecord recordOf(ServiceInfo info) {
    return records.computeIfAbsent(
        ServiceResolver.componentOf(info), name -> new ServiceRecord(info));
  }

  private void createOnce(ServiceRecord record) {
    if (!record.isCreated) {
      record.isCreated = true;
      main.handler()
          .post(
              () -> {
                record.create();
                requestBindings(record);
              });
    }
  }

  private void deliverStart(ServiceRecord record, Intent intent, int startId, int flags) {
    if (record.instance() != null) {
      int result = record.instance().onStartCommand(intent, flags, startId);
      synchronized (this) {
        record.startResult = result;
        if (result == Service.START_REDELIVER_INTENT && intent != null && record.isStarted) {
          record.redelivered.put(startId, intent);
        }
        restarts.update(records.values());
      }
    }
  }

  /** Returns false where no such service runs. */
  public synchronized boolean stop(Intent intent) {
    ServiceInfo info = ServiceResolver.resolve(intent);
    if (info != null && !processes.isOwn(info)) {
      return elsewhere.stop(info);
    }
    ServiceRecord record = info == null ? null : records.get(ServiceResolver.componentOf(info));
    if (record == null) {
      return false;
    }
    record.isStarted = false;
    endUnwanted(record);
    return true;
  }

  /** Implements Service.stopSelfResult; a negative id stands for all starts. */
  public synchronized boolean stopSelf(Service service, int startId) {
    ServiceRecord record = recordOf(service);
    if (record == null) {
      return false;
    }
    if (startId >= 0) {
      record.redelivered.headMap(startId, true).clear();
      if (startId != record.lastStartId) {
        restarts.update(records.values());
        return false;
      }
    }
    record.isStarted = false;
    endUnwanted(record);
    return true;
  }

  synchronized ServiceRecord recordOf(Service service) {
    return records.values().stream()
        .filter(record -> record.instance() == service)
        .findFirst()
        .orElse(null);
  }

  /** Destroys a service that is neither started nor wanted by a connection. */
  private void endUnwanted(ServiceRecord record) {
    restarts.update(records.values());
    if (record.isStarted || record.isWantedByConnection() || !record.isCreated) {
      return;
    }
    records.remove(record.component());
    foregroundLimit.end(record);
    for (ServiceBinding binding : record.bindings().values()) {
      binding.connections().forEach(each -> each.connector().disconnected(record.component()));
      if (binding.isBound) {
        main.handler().post(() -> record.instance().onUnbind(binding.intent()));
      }
    }
    ForegroundNotification.remove(record);
    main.handler().post(record::destroy);
  }

  /** Implements bindService. Returns false where the package has no such service. */
  public boolean bind(Caller caller, Intent intent, long flags, Executor executor) {
    ServiceInfo info = require(intent);
    if (info != null) {
      processes.requireOwn(info, "Context.bindService");
    }
    synchronized (this) {
      Connector connector = connectorOf(caller, executor);
      if (info == null) {
        return false;
      }
      ServiceBinding binding = recordOf(info).bindingOf(intent);
      Connection connection = new Connection(connector, binding, flags);
      binding.connections().add(connection);
      connections.add(connection);
      if (connection.createsService()) {
        createOnce(binding.record());
      }
      if (binding.isReceived) {
        connector.connected(binding.record().component(), binding.binder);
        if (binding.connections().size() == 1 && binding.rebinds) {
          rebind(binding);
        }
      } else if (binding.record().instance() != null) {
        requestBinding(binding);
      }
      return true;
    }
  }

  /** Whose connection it is: Android tells connections apart by context and object. */
  public record Caller(Context context, ServiceConnection connection) {}

  private Connector connectorOf(Caller caller, Executor executor) {
    return connections.stream()
        .filter(each -> each.isOf(caller.context(), caller.connection()))
        .map(Connection::connector)
        .findFirst()
        .orElseGet(
            () ->
                new Connector(
                    caller.context(),
                    caller.connection(),
                    executor == null ? main.handler()::post : executor));
  }

  private synchronized void requestBindings(ServiceRecord record) {
    record.bindings().values().forEach(this::requestBinding);
  }

  private void requestBinding(ServiceBinding binding) {
    if (binding.isRequested) {
      return;
    }
    binding.isRequested = true;
    binding.isBound = true;
    main.handler()
        .post(
            () -> {
              Service service = binding.record().instance();
              if (service != null) {
                publish(binding, service.onBind(binding.intent()));
              }
            });
  }

  private synchronized void publish(ServiceBinding binding, IBinder binder) {
    binding.isReceived = true;
    binding.binder = binder;
    binding
        .connections()
        .forEach(each -> each.connector().connected(binding.record().component(), binder));
  }

  private void rebind(ServiceBinding binding) {
    binding.isBound = true;
    binding.rebinds = false;
    main.handler()
        .post(
            () -> {
              if (binding.record().instance() != null) {
                binding.record().instance().onRebind(binding.intent());
              }
            });
  }

  /** Implements unbindService. */
  public synchronized void unbind(Caller caller) {
    List<Connection> ended =
        connections.stream()
            .filter(each -> each.isOf(caller.context(), caller.connection()))
            .toList();
    if (ended.isEmpty()) {
      throw new IllegalArgumentException("Service not registered: " + caller.connection());
    }
    connections.removeAll(ended);
    for (Connection connection : ended) {
      connection.connector().forget();
      ServiceBinding binding = connection.binding();
      binding.connections().remove(connection);
      if (binding.connections().isEmpty() && binding.isBound) {
        unbind(binding);
      }
      if (connection.createsService()) {
        endUnwanted(binding.record());
      }
    }
  }

  private void unbind(ServiceBinding binding) {
    binding.isBound = false;
    main.handler()
        .post(
            () -> {
              Service service = binding.record().instance();
              if (service != null && service.onUnbind(binding.intent())) {
                unbound(binding);
              }
            });
  }

  /** The service wants onRebind; a client may have come meanwhile. */
  private synchronized void unbound(ServiceBinding binding) {
    if (binding.connections().isEmpty()) {
      binding.rebinds = true;
    } else {
      rebind(binding);
    }
  }

  /** Implements Service.startForeground, after its rules have been checked. */
  public void startForeground(
      Service service, int id, android.app.Notification notification, int type) {
    ServiceRecord record = recordOf(service);
    if (record == null) {
      return;
    }
    ForegroundRules.check(record.info(), notification, type);
    synchronized (this) {
      foregroundLimit.keep(record);
      ForegroundNotification.show(record, id, notification);
    }
  }

  public synchronized void stopForeground(Service service, boolean removesNotification) {
    ServiceRecord record = recordOf(service);
    if (record == null) {
      return;
    }
    if (removesNotification) {
      ForegroundNotification.remove(record);
    }
    record.foregroundId = 0;
  }

  /** Notifies the services that run of a new configuration. Main thread only. */
  public void configurationChanged(Configuration configuration) {
    List<Service> running;
    synchronized (this) {
      running =
          records.values().stream()
              .map(ServiceRecord::instance)
              .filter(Objects::nonNull)
              .toList();
    }
    running.forEach(service -> service.onConfigurationChanged(new Configuration(configuration)));
  }
}
