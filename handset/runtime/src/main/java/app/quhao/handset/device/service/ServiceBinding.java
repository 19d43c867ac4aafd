package app.quhao.handset.device.service;

import android.content.Intent;
import android.os.IBinder;
import java.util.ArrayList;
import java.util.List;

/** What a service has returned from onBind for one intent (IntentBindRecord of AOSP). */
final class ServiceBinding {
  private final ServiceRecord record;
  private final Intent intent;
  private final List<Connection> connections = new ArrayList<>();

  /** Whether onBind has been asked for. */
  boolean isRequested;

  /** Whether onBind has answered; the binder may be null. */
  boolean isReceived;

  /** Whether onUnbind has to be called when the last connection goes. */
  boolean isBound;

  /** Whether onUnbind returned true. */
  boolean rebinds;

  IBinder binder;

  ServiceBinding(ServiceRecord record, Intent intent) {
    this.record = record;
    this.intent = new Intent(intent);
  }

  ServiceRecord record() {
    return record;
  }

  /** A copy, as each call of the service gets one. */
  Intent intent() {
    return new Intent(intent);
  }

  List<Connection> connections() {
    return connections;
  }
}
