package app.quhao.handset.device.telephony;

import android.Manifest;
import android.content.Context;
import android.content.pm.PackageManager;
import android.os.Build;
import android.os.Process;
import android.os.RemoteException;
import android.telephony.SubscriptionManager;
import android.telephony.TelephonyCallback;
import android.telephony.TelephonyRegistryManager;
import app.quhao.handset.device.network.ConnectivityService;
import app.quhao.handset.device.network.Subscriptions;
import app.quhao.handset.device.radio.SimCards;
import app.quhao.handset.host.radio.RadioState;
import app.quhao.handset.host.radio.RadioState.Sim;
import com.android.internal.telephony.IOnSubscriptionsChangedListener;
import com.android.internal.telephony.IPhoneStateListener;
import com.android.internal.telephony.ITelephonyRegistry;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.util.ReflectionHelpers;

/**
 * The system's registry of telephony listeners. The framework's own TelephonyRegistryManager calls
 * it, so executors and loopers of the callbacks are Android's.
 */
public final class TelephonyRegistry {
  private static final Set<Integer> NEED_PHONE_STATE =
      Set.of(
          TelephonyCallback.EVENT_CALL_FORWARDING_INDICATOR_CHANGED,
          TelephonyCallback.EVENT_MESSAGE_WAITING_INDICATOR_CHANGED,
          TelephonyCallback.EVENT_EMERGENCY_NUMBER_LIST_CHANGED,
          TelephonyCallback.EVENT_CELL_INFO_CHANGED);

  /** They need the right since Android 12. */
  private static final Set<Integer> CALL_STATES =
      Set.of(
          TelephonyCallback.EVENT_CALL_STATE_CHANGED,
          TelephonyCallback.EVENT_LEGACY_CALL_STATE_CHANGED);

  private final ConnectivityService connectivity;
  private final List<PhoneListener> listeners = new ArrayList<>();
  private final List<IOnSubscriptionsChangedListener> subscribers = new ArrayList<>();
  private RadioState radio = RadioState.off();

  public TelephonyRegistry(ConnectivityService connectivity) {
    this.connectivity = connectivity;
  }

  /** Makes the framework call this registry. */
  public void install() {
    ITelephonyRegistry binder =
        (ITelephonyRegistry)
            Proxy.newProxyInstance(
                ITelephonyRegistry.class.getClassLoader(),
                new Class<?>[] {ITelephonyRegistry.class},
                (proxy, method, arguments) -> {
                  answer(method.getName(), arguments);
                  return ReflectionHelpers.defaultValueForType(method.getReturnType().getName());
                });
    ReflectionHelpers.setStaticField(TelephonyRegistryManager.class, "sRegistry", binder);
  }

  private void answer(String method, Object[] arguments) throws RemoteException {
    switch (method) {
      case "listenWithEventList" ->
          listen(
              (IPhoneStateListener) arguments[5], (int) arguments[2], (int[]) arguments[6]);
      case "addOnSubscriptionsChangedListener" ->
          subscribe((IOnSubscriptionsChangedListener) arguments[2]);
      case "removeOnSubscriptionsChangedListener" ->
          unsubscribe((IOnSubscriptionsChangedListener) arguments[1]);
      default -> {
        // Reports of the telephony process and listeners of parts that the handset does not have.
      }
    }
  }

  /** No events end the listening. */
  private void listen(IPhoneStateListener listener, int subscription, int[] events) {
    Set<Integer> wanted = Arrays.stream(events).boxed().collect(Collectors.toSet());
    checkRights(wanted);
    synchronized (this) {
      listeners.removeIf(each -> each.isOf(listener));
      if (wanted.isEmpty()) {
        return;
      }
      PhoneListener added = new PhoneListener(listener, subscription, wanted);
      listeners.add(added);
      added.report(statusOf(subscription), dataSubscription());
    }
  }

  private static void checkRights(Set<Integer> events) {
    Context app = RuntimeEnvironment.getApplication();
    boolean needsIt =
        events.stream().anyMatch(NEED_PHONE_STATE::contains)
            || (app.getApplicationInfo().targetSdkVersion >= Build.VERSION_CODES.S
                && events.stream().anyMatch(CALL_STATES::contains));
    if (needsIt) {
      requirePhoneState("listen");
    }
  }

  /** Throws what telephony throws at an app without the right. */
  public static void requirePhoneState(String message) {
    Context app = RuntimeEnvironment.getApplication();
    if (app.checkSelfPermission(Manifest.permission.READ_PHONE_STATE)
        != PackageManager.PERMISSION_GRANTED) {
      throw new SecurityException(
          message
              + ": Neither user "
              + Process.myUid()
              + " nor current process has "
              + Manifest.permission.READ_PHONE_STATE
              + ".");
    }
  }

  private synchronized void subscribe(IOnSubscriptionsChangedListener listener)
      throws RemoteException {
    subscribers.add(listener);
    listener.onSubscriptionsChanged();
  }

  private synchronized void unsubscribe(IOnSubscriptionsChangedListener listener) {
    subscribers.removeIf(each -> each.asBinder() == listener.asBinder());
  }

  /** Applies a new state of the radio. */
  public synchronized void update(RadioState next) {
    boolean hasOtherCards =
        !next.sims().equals(radio.sims()) || next.dataSlot() != radio.dataSlot();
    radio = next;
    report();
    if (hasOtherCards) {
      for (IOnSubscriptionsChangedListener each : subscribers) {
        try {
          each.onSubscriptionsChanged();
        } catch (RemoteException e) {
          throw new IllegalStateException("A listener of this process is remote", e);
        }
      }
    }
  }

  /** Tells listeners of what has changed: the radio, or a network that came up or went. */
  public synchronized void report() {
    for (PhoneListener listener : List.copyOf(listeners)) {
      listener.report(statusOf(listener.subscription()), dataSubscription());
    }
  }

  /** A subscription that no card has is the one that carries data. */
  public synchronized PhoneStatus statusOf(int subscription) {
    Sim own = radio.dataSim();
    for (Sim sim : radio.sims()) {
      if (Subscriptions.idOf(sim.slot()) == subscription) {
        own = sim;
      }
    }
    boolean carriesData = own != null && own.equals(radio.dataSim());
    return new PhoneStatus(
        radio, own, carriesData && connectivity.networkOf(RadioState.CELLULAR) != null);
  }

  private int dataSubscription() {
    return SimCards.readable(radio) == null
        ? SubscriptionManager.INVALID_SUBSCRIPTION_ID
        : Subscriptions.idOf(radio.dataSlot());
  }
}
