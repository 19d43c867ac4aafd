package app.quhao.handset.device.service;

import android.app.RemoteServiceException;
import app.quhao.handset.device.MainThread;
import app.quhao.handset.device.clock.Timers;
import java.util.concurrent.TimeUnit;

/** The time in which a service of startForegroundService must call startForeground. */
final class ForegroundLimit {
  /** SERVICE_START_FOREGROUND_TIMEOUT of ActivityManagerConstants. */
  private static final long SECONDS = 30;

  private final MainThread main;
  private final Timers timers;

  ForegroundLimit(MainThread main, Timers timers) {
    this.main = main;
    this.timers = timers;
  }

  void begin(ServiceRecord record) {
    if (!record.isForeground() && record.foregroundLimit == null) {
      record.foregroundLimit =
          timers.after(TimeUnit.SECONDS.toNanos(SECONDS), () -> crash(record));
    }
  }

  void keep(ServiceRecord record) {
    if (record.foregroundLimit != null) {
      record.foregroundLimit.cancel(false);
      record.foregroundLimit = null;
    }
  }

  /** ActiveServices.bringDownServiceLocked: a service that ends before is a fault of the app. */
  void end(ServiceRecord record) {
    if (record.foregroundLimit != null) {
      record.foregroundLimit.cancel(false);
      crash(record);
    }
  }

  private void crash(ServiceRecord record) {
    main.handler()
        .post(
            () -> {
              throw new RemoteServiceException.ForegroundServiceDidNotStartInTimeException(
                  "Context.startForegroundService() did not then call Service.startForeground(): "
                      + nameOf(record),
                  null);
            });
  }

  private static String nameOf(ServiceRecord record) {
    String hash = Integer.toHexString(System.identityHashCode(record));
    return "ServiceRecord{" + hash + " u0 " + record.component().flattenToShortString() + "}";
  }
}
