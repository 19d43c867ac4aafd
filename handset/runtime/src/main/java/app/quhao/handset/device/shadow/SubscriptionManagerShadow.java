package app.quhao.handset.device.shadow;

import android.Manifest.permission;
import android.telephony.SubscriptionInfo;
import android.telephony.SubscriptionManager;
import android.telephony.SubscriptionManager.OnSubscriptionsChangedListener;
import app.quhao.handset.device.Handset;
import app.quhao.handset.device.app.AppPermissions;
import app.quhao.handset.device.network.Subscriptions;
import app.quhao.handset.device.radio.SimCards;
import app.quhao.handset.host.radio.RadioState;
import java.util.List;
import java.util.concurrent.Executor;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.annotation.RealObject;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowSubscriptionManager;
import org.robolectric.util.ReflectionHelpers.ClassParameter;

/** SubscriptionManager with the SIMs of the handset's radio. */
@Implements(SubscriptionManager.class)
public final class SubscriptionManagerShadow extends ShadowSubscriptionManager {
  @RealObject private SubscriptionManager manager;

  private static RadioState radio() {
    return Handset.current().services().radio().state();
  }

  private static int dataSubscription() {
    return SimCards.readable(radio()) == null
        ? SubscriptionManager.INVALID_SUBSCRIPTION_ID
        : Subscriptions.idOf(radio().dataSlot());
  }

  /** Empty without the right to read the state of the phone. */
  @Implementation
  protected List<SubscriptionInfo> getActiveSubscriptionInfoList() {
    return AppPermissions.holds(permission.READ_PHONE_STATE)
        ? SimCards.subscriptions(radio())
        : List.of();
  }

  @Implementation
  protected int getActiveSubscriptionInfoCount() {
    return SimCards.subscriptions(radio()).size();
  }

  @Implementation
  protected int getActiveSubscriptionInfoCountMax() {
    return Math.max(1, radio().sims().size());
  }

  @Implementation
  protected SubscriptionInfo getActiveSubscriptionInfo(int id) {
    return SimCards.subscriptions(radio()).stream()
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

  @Implementation
  protected int[] getActiveSubscriptionIdList() {
    return SimCards.subscriptions(radio()).stream()
        .mapToInt(SubscriptionInfo::getSubscriptionId)
        .toArray();
  }

  /** Null for a slot without a readable card. */
  @Implementation
  protected int[] getSubscriptionIds(int slot) {
    return getActiveSubscriptionInfoForSimSlotIndex(slot) == null
        ? null
        : new int[] {Subscriptions.idOf(slot)};
  }

  @Implementation
  protected static int getSubscriptionId(int slot) {
    return SimCards.subscriptions(radio()).stream()
        .filter(info -> info.getSimSlotIndex() == slot)
        .mapToInt(SubscriptionInfo::getSubscriptionId)
        .findFirst()
        .orElse(SubscriptionManager.INVALID_SUBSCRIPTION_ID);
  }

  @Implementation
  protected static int getSlotIndex(int id) {
    return SimCards.subscriptions(radio()).stream()
        .filter(info -> info.getSubscriptionId() == id)
        .mapToInt(SubscriptionInfo::getSimSlotIndex)
        .findFirst()
        .orElse(SubscriptionManager.INVALID_SIM_SLOT_INDEX);
  }

  @Implementation
  @Override
  protected void addOnSubscriptionsChangedListener(OnSubscriptionsChangedListener listener) {
    Shadow.directlyOn(
        manager,
        SubscriptionManager.class,
        "addOnSubscriptionsChangedListener",
        ClassParameter.from(OnSubscriptionsChangedListener.class, listener));
  }

  @Implementation
  @Override
  protected void addOnSubscriptionsChangedListener(
      Executor executor, OnSubscriptionsChangedListener listener) {
    Shadow.directlyOn(
        manager,
        SubscriptionManager.class,
        "addOnSubscriptionsChangedListener",
        ClassParameter.from(Executor.class, executor),
        ClassParameter.from(OnSubscriptionsChangedListener.class, listener));
  }

  @Implementation
  @Override
  protected void removeOnSubscriptionsChangedListener(OnSubscriptionsChangedListener listener) {
    Shadow.directlyOn(
        manager,
        SubscriptionManager.class,
        "removeOnSubscriptionsChangedListener",
        ClassParameter.from(OnSubscriptionsChangedListener.class, listener));
  }
}
