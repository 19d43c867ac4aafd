package com.cmic.gen.sdk.device;

import android.content.Context;
import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.os.Build;
import android.provider.Settings;
import android.telephony.SubscriptionManager;
import android.telephony.TelephonyManager;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.AppIdentity;
import com.cmic.gen.sdk.wire.WireTime;
import java.lang.reflect.Method;

/** The device through Android's own services. */
public final class AndroidDevice implements Device {
  private final Context context;
  private final ConnectivityManager connectivity;
  private final TelephonyManager telephony;

  public AndroidDevice(Context context) {
    this.context = context;
    connectivity = (ConnectivityManager) context.getSystemService(Context.CONNECTIVITY_SERVICE);
    telephony = (TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE);
  }

  @Override
  public Network defaultNetwork() {
    return connectivity.getActiveNetwork();
  }

  private boolean isAirplaneModeOn() {
    return Settings.Global.getInt(context.getContentResolver(), Settings.Global.AIRPLANE_MODE_ON, 0)
        != 0;
  }

  @Override
  public boolean isMobileDataOn() {
    return !isAirplaneModeOn() && isDataSwitchOn();
  }

  @SuppressWarnings("deprecation") // getAllNetworks: the only list of what is there right now.
  private boolean isWifiUp() {
    for (Network network : connectivity.getAllNetworks()) {
      NetworkCapabilities capabilities = connectivity.getNetworkCapabilities(network);
      if (capabilities != null && capabilities.hasTransport(NetworkCapabilities.TRANSPORT_WIFI)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String networkType(Sim sim) {
    boolean hasMobile = sim.state == Sim.State.READY && isMobileDataOn();
    int type = (hasMobile ? 1 : 0) + (isWifiUp() ? 2 : 0);
    return Integer.toString(type);
  }

  @Override
  public Sim sim() {
    int subscription = SubscriptionManager.getDefaultDataSubscriptionId();
    TelephonyManager manager = managerOf(subscription);
    int state = manager.getSimState();
    String operator = String.valueOf(manager.getSimOperator());
    return new Sim(state(state, operator), Integer.toString(subscription), operator);
  }

  @Override
  public AppIdentity identity() throws FailureException {
    return Identity.read(context);
  }

  @Override
  public String wireTime() {
    return WireTime.of(System.currentTimeMillis());
  }

  @Override
  public boolean isPhoneStateRefused() {
    return PhoneStatePermission.isRefused(context);
  }

  private Sim.State state(int state, String operator) {
    if (state == TelephonyManager.SIM_STATE_ABSENT) {
      return isEverySlotEmpty() ? Sim.State.ABSENT : Sim.State.UNREADABLE;
    }
    boolean isReadable =
        state == TelephonyManager.SIM_STATE_READY && operator.matches("[0-9]{5,6}");
    return isReadable ? Sim.State.READY : Sim.State.UNREADABLE;
  }

  @SuppressWarnings("deprecation") // getPhoneCount: its successor came with API 30.
  private boolean isEverySlotEmpty() {
    if (Build.VERSION.SDK_INT < 26) {
      return true;
    }
    for (int slot = 0; slot < telephony.getPhoneCount(); slot++) {
      if (telephony.getSimState(slot) != TelephonyManager.SIM_STATE_ABSENT) {
        return false;
      }
    }
    return true;
  }

  private TelephonyManager managerOf(int subscription) {
    if (subscription == SubscriptionManager.INVALID_SUBSCRIPTION_ID) {
      return telephony;
    }
    TelephonyManager manager = telephony.createForSubscriptionId(subscription);
    return manager == null ? telephony : manager;
  }

  private boolean isDataSwitchOn() {
    if (Build.VERSION.SDK_INT >= 26) {
      return telephony.isDataEnabled();
    }
    try {
      // Hidden until API 26 brought isDataEnabled.
      Method method = ConnectivityManager.class.getDeclaredMethod("getMobileDataEnabled");
      method.setAccessible(true);
      return Boolean.TRUE.equals(method.invoke(connectivity));
    } catch (ReflectiveOperationException error) {
      // Unknown: the request for mobile data settles it.
      return true;
    }
  }
}
