package app.quhao.runtimesample;

import android.app.Activity;
import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.net.NetworkRequest;
import android.os.Bundle;
import android.telephony.PhoneStateListener;
import android.telephony.ServiceState;
import android.telephony.SignalStrength;
import android.telephony.SubscriptionManager;
import android.telephony.TelephonyCallback;
import android.telephony.TelephonyDisplayInfo;
import android.telephony.TelephonyManager;

/** Listens to telephony in the old and the new way, and to mobile data. */
public final class TelephonyActivity extends Activity {
  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    TelephonyManager phone = getSystemService(TelephonyManager.class);
    Answer.log("service", () -> describe(phone.getServiceState()));
    Answer.log("signal", () -> phone.getSignalStrength().getLevel());
    Answer.log("slot 0", () -> SubscriptionManager.getSubscriptionId(0));
    Answer.log("first", () -> operatorOf(phone, 0));
    Answer.log("second", () -> operatorOf(phone, 1));
    phone.registerTelephonyCallback(getMainExecutor(), new Callback());
    phone.listen(
        new Listener(),
        PhoneStateListener.LISTEN_SERVICE_STATE | PhoneStateListener.LISTEN_CALL_STATE);
    getSystemService(SubscriptionManager.class)
        .addOnSubscriptionsChangedListener(
            getMainExecutor(),
            new SubscriptionManager.OnSubscriptionsChangedListener() {
              @Override
              public void onSubscriptionsChanged() {
                Answer.log("subscriptions", () -> "changed");
              }
            });
    NetworkRequest request =
        new NetworkRequest.Builder()
            .addTransportType(NetworkCapabilities.TRANSPORT_CELLULAR)
            .addCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)
            .build();
    getSystemService(ConnectivityManager.class)
        .requestNetwork(
            request,
            new ConnectivityManager.NetworkCallback() {
              @Override
              public void onAvailable(Network network) {
                Answer.log("network", () -> "available");
              }

              @Override
              public void onLosing(Network network, int maxMsToLive) {
                Answer.log("network", () -> "losing");
              }

              @Override
              public void onLost(Network network) {
                Answer.log("network", () -> "lost");
              }

              @Override
              public void onBlockedStatusChanged(Network network, boolean isBlocked) {
                Answer.log("blocked", () -> isBlocked);
              }
            });
    watchNetworks(getSystemService(ConnectivityManager.class));
  }

  /** Logs which network is the default, and what Wi-Fi is said to be. */
  private static void watchNetworks(ConnectivityManager manager) {
    manager.registerDefaultNetworkCallback(
        new ConnectivityManager.NetworkCallback() {
          @Override
          public void onCapabilitiesChanged(Network network, NetworkCapabilities capabilities) {
            boolean isWifi = capabilities.hasTransport(NetworkCapabilities.TRANSPORT_WIFI);
            Answer.log("default", () -> isWifi ? "wifi" : "cellular");
          }
        });
    manager.registerNetworkCallback(
        new NetworkRequest.Builder().addTransportType(NetworkCapabilities.TRANSPORT_WIFI).build(),
        new ConnectivityManager.NetworkCallback() {
          @Override
          public void onCapabilitiesChanged(Network network, NetworkCapabilities capabilities) {
            boolean isValid =
                capabilities.hasCapability(NetworkCapabilities.NET_CAPABILITY_VALIDATED);
            boolean hasPortal =
                capabilities.hasCapability(NetworkCapabilities.NET_CAPABILITY_CAPTIVE_PORTAL);
            Answer.log("wifi", () -> "valid " + isValid + ", portal " + hasPortal);
          }
        });
  }

  private static String operatorOf(TelephonyManager phone, int slot) {
    TelephonyManager of = phone.createForSubscriptionId(SubscriptionManager.getSubscriptionId(slot));
    return of.getSimState() + " " + of.getSimOperator();
  }

  private static String describe(ServiceState state) {
    return state.getState() + " " + state.getOperatorNumeric() + " " + state.getRoaming();
  }

  private static final class Callback extends TelephonyCallback
      implements TelephonyCallback.ServiceStateListener,
          TelephonyCallback.SignalStrengthsListener,
          TelephonyCallback.DataConnectionStateListener,
          TelephonyCallback.DisplayInfoListener,
          TelephonyCallback.CallStateListener,
          TelephonyCallback.UserMobileDataStateListener {
    @Override
    public void onServiceStateChanged(ServiceState state) {
      Answer.log("callback service", () -> describe(state));
    }

    @Override
    public void onSignalStrengthsChanged(SignalStrength signal) {
      Answer.log("callback signal", signal::getLevel);
    }

    @Override
    public void onDataConnectionStateChanged(int state, int networkType) {
      Answer.log("callback data", () -> state + " " + networkType);
    }

    @Override
    public void onDisplayInfoChanged(TelephonyDisplayInfo info) {
      Answer.log("callback display", info::getNetworkType);
    }

    @Override
    public void onCallStateChanged(int state) {
      Answer.log("callback call", () -> state);
    }

    @Override
    public void onUserMobileDataStateChanged(boolean isEnabled) {
      Answer.log("callback mobile data", () -> isEnabled);
    }
  }

  private static final class Listener extends PhoneStateListener {
    @Override
    public void onServiceStateChanged(ServiceState state) {
      Answer.log("listener service", () -> describe(state));
    }

    @Override
    public void onCallStateChanged(int state, String number) {
      Answer.log("listener call", () -> state + number);
    }
  }
}
