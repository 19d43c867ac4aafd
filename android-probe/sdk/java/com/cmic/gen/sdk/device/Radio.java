package com.cmic.gen.sdk.device;

import android.content.Context;
import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.os.Build;
import android.provider.Settings;
import android.telephony.SubscriptionManager;
import android.telephony.TelephonyManager;
import java.lang.reflect.Method;

/** What the device's radios are doing right now. */
public final class Radio {
  private final Context context;
  private final ConnectivityManager connectivity;
  private final TelephonyManager telephony;

  public Radio(Context context) {
    this.context = context;
    connectivity = (ConnectivityManager) context.getSystemService(Context.CONNECTIVITY_SERVICE);
    telephony = (TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE);
  }

  public ConnectivityManager connectivity() {
    return connectivity;
  }

  /** Null without any network. */
  public Network defaultNetwork() {
    return connectivity.getActiveNetwork();
  }

  public boolean isAirplaneModeOn() {
    return Settings.Global.getInt(context.getContentResolver(), Settings.Global.AIRPLANE_MODE_ON, 0)
        != 0;
  }

  /** The user's switch, and radios that may transmit. */
  public boolean isMobileDataOn() {
    return !isAirplaneModeOn() && isDataSwitchOn();
  }

  @SuppressWarnings("deprecation") // getAllNetworks: the only list of what is there right now.
  public boolean isWifiUp() {
    for (Network network : connectivity.getAllNetworks()) {
      NetworkCapabilities capabilities = connectivity.getNetworkCapabilities(network);
      if (capabilities != null && capabilities.hasTransport(NetworkCapabilities.TRANSPORT_WIFI))
        return true;
    }
    return false;
  }

  /** Guide 4.1: 0 unknown, 1 mobile data, 2 Wi-Fi, 3 both. */
  public String networkType(Sim sim) {
    boolean hasMobile = sim.state == Sim.State.READY && isMobileDataOn();
    int type = (hasMobile ? 1 : 0) + (isWifiUp() ? 2 : 0);
    return Integer.toString(type);
  }

  /** `dataSim` false: the first slot's, as a careless SDK takes it. */
  public Sim sim(boolean dataSim) {
    int subscription = SubscriptionManager.getDefaultDataSubscriptionId();
    TelephonyManager manager = dataSim ? managerOf(subscription) : telephony;
    int state = manager.getSimState();
    String operator = String.valueOf(manager.getSimOperator());
    return new Sim(state(state, operator), Integer.toString(subscription), operator);
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
    if (Build.VERSION.SDK_INT < 26) return true;
    for (int slot = 0; slot < telephony.getPhoneCount(); slot++) {
      if (telephony.getSimState(slot) != TelephonyManager.SIM_STATE_ABSENT) return false;
    }
    return true;
  }

  private TelephonyManager managerOf(int subscription) {
    if (subscription == SubscriptionManager.INVALID_SUBSCRIPTION_ID) return telephony;
    TelephonyManager manager = telephony.createForSubscriptionId(subscription);
    return manager == null ? telephony : manager;
  }

  private boolean isDataSwitchOn() {
    if (Build.VERSION.SDK_INT >= 26) return telephony.isDataEnabled();
    try {
      // Hidden until API 26 brought isDataEnabled.
      Method method = ConnectivityManager.class.getDeclaredMethod("getMobileDataEnabled");
      method.setAccessible(true);
      return Boolean.TRUE.equals(method.invoke(connectivity));
    } catch (ReflectiveOperationException e) {
      // Unknown: the switch itself will tell.
      return true;
    }
  }
}
