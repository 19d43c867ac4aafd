package app.quhao.handset.device.shadow;

import android.telephony.SubscriptionInfo;
import android.telephony.SubscriptionManager;
import app.quhao.handset.device.Handset;
import app.quhao.handset.device.network.Subscriptions;
import app.quhao.handset.device.radio.SimCards;
import app.quhao.handset.host.radio.RadioState;
import java.util.List;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowSubscriptionManager;

/** SubscriptionManager with the SIMs of the handset's radio. */
@Implements(SubscriptionManager.class)
public final class SubscriptionManagerShadow extends ShadowSubscriptionManager {
  private static RadioState radio() {
    return Handset.current().services().radio().state();
  }

  private static int dataSubscription() {
    return SimCards.readable(radio()) == null
        ? SubscriptionManager.INVALID_SUBSCRIPTION_ID
        : Subscriptions.idOf(radio().dataSlot());
  }

  @Implementation
  protected List<SubscriptionInfo> getActiveSubscriptionInfoList() {
    return SimCards.subscriptions(radio());
  }

  @Implementation
  protected int getActiveSubscriptionInfoCount() {
    return getActiveSubscriptionInfoList().size();
  }

  @Implementation
  protected int getActiveSubscriptionInfoCountMax() {
    return Math.max(1, radio().sims().size());
  }

  @Implementation
  protected SubscriptionInfo getActiveSubscriptionInfo(int id) {
    return getActiveSubscriptionInfoList().stream()
        .filter(info -> info.getSubscriptionId() == id)
        .findFirst()
        .orElse(null);
  }

  @Implementation
  protected SubscriptionInfo getActiveSubscriptionInfoForSimSlotIndex(int slot) {
    return getActiveSubscriptionInfo(Subscriptions.idOf(slot));
  }

  @Implementation
  protected static int getActiveDataSubscriptionId() {
    return dataSubscription();
  }

  @Implementation
  protected static int getDefaultDataSubscriptionId() {
    return dataSubscription();
  }

  @Implementation
  protected static int getDefaultSubscriptionId() {
    return dataSubscription();
  }

  @Implementation
  protected static int getDefaultVoiceSubscriptionId() {
    return dataSubscription();
  }

  @Implementation
  protected static int getDefaultSmsSubscriptionId() {
    return dataSubscription();
  }
}
