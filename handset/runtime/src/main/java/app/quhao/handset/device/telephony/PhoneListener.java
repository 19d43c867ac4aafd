package app.quhao.handset.device.telephony;

import android.os.RemoteException;
import android.telephony.TelephonyCallback;
import android.telephony.TelephonyManager;
import com.android.internal.telephony.IPhoneStateListener;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** One registered listener. It is called with each value first, and then when that value changes. */
final class PhoneListener {
  /** TelephonyManager.DATA_ENABLED_REASON_USER. */
  private static final int BY_USER = 0;

  private final IPhoneStateListener listener;
  private final int subscription;
  private final Set<Integer> events;
  private PhoneStatus last;
  private int lastDataSubscription;

  PhoneListener(IPhoneStateListener listener, int subscription, Set<Integer> events) {
    this.listener = listener;
    this.subscription = subscription;
    this.events = events;
  }

  boolean isOf(IPhoneStateListener other) {
    return listener.asBinder() == other.asBinder();
  }

  int subscription() {
    return subscription;
  }

  private interface Call {
    void run() throws RemoteException;
  }

  void report(PhoneStatus status, int dataSubscription) {
    PhoneStatus before = last;
    last = status;
    try {
      reportService(before, status);
      reportData(before, status);
      when(
          TelephonyCallback.EVENT_ACTIVE_DATA_SUBSCRIPTION_ID_CHANGED,
          before == null || lastDataSubscription != dataSubscription,
          () -> listener.onActiveDataSubIdChanged(dataSubscription));
      if (before == null) {
        reportCalls();
      }
    } catch (RemoteException e) {
      throw new IllegalStateException("A listener of this process is remote", e);
    }
    lastDataSubscription = dataSubscription;
  }

  private void reportService(PhoneStatus before, PhoneStatus now) throws RemoteException {
    boolean isNew = changes(before, now, PhoneStatus::service);
    boolean hasOtherSignal = changes(before, now, PhoneStatus::isInService);
    when(
        TelephonyCallback.EVENT_SERVICE_STATE_CHANGED,
        isNew,
        () -> listener.onServiceStateChanged(now.service()));
    when(
        TelephonyCallback.EVENT_SIGNAL_STRENGTH_CHANGED,
        hasOtherSignal,
        () -> listener.onSignalStrengthChanged(now.signal().getGsmSignalStrength()));
    when(
        TelephonyCallback.EVENT_SIGNAL_STRENGTHS_CHANGED,
        hasOtherSignal,
        () -> listener.onSignalStrengthsChanged(now.signal()));
    when(
        TelephonyCallback.EVENT_DISPLAY_INFO_CHANGED,
        changes(before, now, PhoneStatus::display),
        () -> listener.onDisplayInfoChanged(now.display()));
  }

  private void reportData(PhoneStatus before, PhoneStatus now) throws RemoteException {
    boolean isEnabled = now.radio().mobile().enabled();
    boolean isSwitched = changes(before, now, each -> each.radio().mobile().enabled());
    when(
        TelephonyCallback.EVENT_DATA_CONNECTION_STATE_CHANGED,
        changes(before, now, PhoneStatus::dataState)
            || changes(before, now, PhoneStatus::networkType),
        () -> listener.onDataConnectionStateChanged(now.dataState(), now.networkType()));
    when(
        TelephonyCallback.EVENT_USER_MOBILE_DATA_STATE_CHANGED,
        isSwitched,
        () -> listener.onUserMobileDataStateChanged(isEnabled));
    when(
        TelephonyCallback.EVENT_DATA_ENABLED_CHANGED,
        isSwitched,
        () -> listener.onDataEnabledChanged(isEnabled, BY_USER));
  }

  /** Nobody calls the handset, and its cells have no neighbours that are named. */
  private void reportCalls() throws RemoteException {
    when(
        TelephonyCallback.EVENT_CALL_STATE_CHANGED,
        true,
        () -> listener.onCallStateChanged(TelephonyManager.CALL_STATE_IDLE));
    when(
        TelephonyCallback.EVENT_LEGACY_CALL_STATE_CHANGED,
        true,
        () -> listener.onLegacyCallStateChanged(TelephonyManager.CALL_STATE_IDLE, ""));
    when(
        TelephonyCallback.EVENT_DATA_ACTIVITY_CHANGED,
        true,
        () -> listener.onDataActivity(TelephonyManager.DATA_ACTIVITY_NONE));
  }

  private void when(int event, boolean isDue, Call call) throws RemoteException {
    if (isDue && events.contains(event)) {
      call.run();
    }
  }

  private static boolean changes(
      PhoneStatus before, PhoneStatus now, Function<PhoneStatus, Object> part) {
    return before == null || !Objects.equals(part.apply(before), part.apply(now));
  }
}
