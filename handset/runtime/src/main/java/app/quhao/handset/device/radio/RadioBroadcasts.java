package app.quhao.handset.device.radio;

import android.content.ContentResolver;
import android.content.Context;
import android.content.Intent;
import android.net.ConnectivityManager;
import android.net.NetworkInfo;
import android.net.wifi.WifiManager;
import android.provider.Settings;
import app.quhao.handset.device.broadcast.BroadcastRequest;
import app.quhao.handset.device.broadcast.Broadcasts;
import app.quhao.handset.device.broadcast.Sender;
import app.quhao.handset.device.network.ConnectivityService;
import app.quhao.handset.host.radio.RadioChange;
import app.quhao.handset.host.radio.RadioState;
import app.quhao.handset.host.radio.RadioState.Sim;
import java.util.Map;

/** Sends the broadcasts and writes the settings that follow a change of the radio. */
public final class RadioBroadcasts {
  /**
   * The hidden Intent.ACTION_SIM_STATE_CHANGED and its extra. The values are those of
   * IccCardConstants.
   */
  private static final String SIM_STATE_CHANGED = "android.intent.action.SIM_STATE_CHANGED";

  private static final String SIM_STATE = "ss";
  private static final Map<String, String> SIM_WORDS =
      Map.of(
          "ready", "LOADED",
          "absent", "ABSENT",
          "unreadable", "CARD_IO_ERROR",
          "locked", "LOCKED");

  private final Context context;
  private final ConnectivityService connectivity;
  private final Broadcasts broadcasts;

  public RadioBroadcasts(
      Context context, ConnectivityService connectivity, Broadcasts broadcasts) {
    this.context = context;
    this.connectivity = connectivity;
    this.broadcasts = broadcasts;
  }

  void send(RadioChange change, RadioState state) {
    writeSettings(state);
    if (change.ofAirplane()) {
      Intent airplane = new Intent(Intent.ACTION_AIRPLANE_MODE_CHANGED);
      sendSticky(airplane.putExtra("state", state.airplane()));
    }
    for (Sim sim : change.sims()) {
      sendSticky(
          new Intent(SIM_STATE_CHANGED)
              .putExtra(SIM_STATE, SIM_WORDS.get(sim.state()))
              .putExtra("slot", sim.slot())
              .putExtra("phone", sim.slot())
              .addFlags(Broadcasts.INCLUDE_BACKGROUND));
    }
    if (change.ofWifiSwitch()) {
      sendSticky(
          new Intent(WifiManager.WIFI_STATE_CHANGED_ACTION)
              .putExtra(WifiManager.EXTRA_WIFI_STATE, WifiStatus.stateOf(state)));
    }
    if (change.ofWifiLink()) {
      sendSticky(
          new Intent(WifiManager.NETWORK_STATE_CHANGED_ACTION)
              .putExtra(
                  WifiManager.EXTRA_NETWORK_INFO,
                  connectivity.legacyInfo(ConnectivityManager.TYPE_WIFI)));
    }
    if (change.ofDefault()) {
      sendSticky(connectivityAction(state));
    }
  }

  private void sendSticky(Intent intent) {
    broadcasts.send(BroadcastRequest.of(intent, Sender.SYSTEM).sticky());
  }

  private Intent connectivityAction(RadioState state) {
    NetworkInfo info =
        connectivity.legacyInfo(
            state.hasDefault(RadioState.CELLULAR)
                ? ConnectivityManager.TYPE_MOBILE
                : ConnectivityManager.TYPE_WIFI);
    Intent intent =
        new Intent(ConnectivityManager.CONNECTIVITY_ACTION)
            .putExtra(ConnectivityManager.EXTRA_NETWORK_INFO, info)
            .putExtra(ConnectivityManager.EXTRA_NETWORK_TYPE, info.getType());
    if (state.defaultBearer() == null) {
      intent.putExtra(ConnectivityManager.EXTRA_NO_CONNECTIVITY, true);
    }
    return intent;
  }

  private void writeSettings(RadioState state) {
    ContentResolver resolver = context.getContentResolver();
    Settings.Global.putInt(resolver, Settings.Global.AIRPLANE_MODE_ON, number(state.airplane()));
    Settings.Global.putInt(resolver, Settings.Global.WIFI_ON, number(state.wifi().enabled()));
    // Settings.Global.MOBILE_DATA, hidden.
    Settings.Global.putInt(resolver, "mobile_data", number(state.mobile().enabled()));
  }

  private static int number(boolean on) {
    return on ? 1 : 0;
  }
}
