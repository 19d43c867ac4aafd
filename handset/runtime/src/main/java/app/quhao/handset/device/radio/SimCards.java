package app.quhao.handset.device.radio;

import android.telephony.SubscriptionInfo;
import android.telephony.TelephonyManager;
import app.quhao.handset.device.network.Subscriptions;
import app.quhao.handset.host.radio.RadioState;
import app.quhao.handset.host.radio.RadioState.Sim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.robolectric.shadows.ShadowSubscriptionManager.SubscriptionInfoBuilder;

/** Converts SIM slots to telephony constants. */
public final class SimCards {
  private static final int LENGTH_OF_MCC = 3;

  private static final Map<String, Integer> STATES =
      Map.of(
          "ready", TelephonyManager.SIM_STATE_READY,
          "absent", TelephonyManager.SIM_STATE_ABSENT,
          "unreadable", TelephonyManager.SIM_STATE_CARD_IO_ERROR,
          "locked", TelephonyManager.SIM_STATE_PIN_REQUIRED);

  private SimCards() {}

  /** Returns SIM_STATE_ABSENT for a slot that does not exist. */
  public static int stateOf(Sim sim) {
    return sim == null ? TelephonyManager.SIM_STATE_ABSENT : STATES.get(sim.state());
  }

  public static Sim inSlot(RadioState radio, int slot) {
    for (Sim sim : radio.sims()) {
      if (sim.slot() == slot) {
        return sim;
      }
    }
    return null;
  }

  /** Returns the data SIM if it is readable, else null. */
  public static Sim readable(RadioState radio) {
    Sim sim = radio.dataSim();
    return sim != null && sim.isReady() ? sim : null;
  }

  /** Whether the SIM is registered, so that a network name is shown. */
  public static boolean isInService(RadioState radio) {
    return readable(radio) != null
        && !radio.airplane()
        && !radio.mobile().registration().equals("denied");
  }

  public static boolean isRoaming(RadioState radio) {
    return isInService(radio) && radio.mobile().registration().equals("roaming");
  }

  public static List<SubscriptionInfo> subscriptions(RadioState radio) {
    List<SubscriptionInfo> infos = new ArrayList<>();
    for (Sim sim : radio.sims()) {
      if (sim.isReady()) {
        infos.add(subscription(sim));
      }
    }
    return infos;
  }

  private static SubscriptionInfo subscription(Sim sim) {
    return SubscriptionInfoBuilder.newBuilder()
        .setId(Subscriptions.idOf(sim.slot()))
        .setSimSlotIndex(sim.slot())
        .setDisplayName(sim.operatorName())
        .setCarrierName(sim.operatorName())
        .setMcc(sim.operator().substring(0, LENGTH_OF_MCC))
        .setMnc(sim.operator().substring(LENGTH_OF_MCC))
        .setCountryIso(sim.country())
        .setIccId("")
        .buildSubscriptionInfo();
  }
}
