package app.quhao.handset.device.shadow;

import android.telephony.TelephonyManager;
import app.quhao.handset.device.network.Subscriptions;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowTelephonyManager;

/** The hidden methods with a subscription or a slot, which SDKs call by reflection. */
@Implements(TelephonyManager.class)
public class TelephonyBySubscription extends ShadowTelephonyManager {
  private static TelephonyManager of(int subscription) {
    return new TelephonyManager(RuntimeEnvironment.getApplication(), subscription);
  }

  private static TelephonyManager inSlot(int slot) {
    return of(Subscriptions.idOf(slot));
  }

  @Implementation
  protected String getSubscriberId(int subscription) {
    return of(subscription).getSubscriberId();
  }

  @Implementation
  protected String getSimSerialNumber(int subscription) {
    return of(subscription).getSimSerialNumber();
  }

  @Implementation
  protected String getSimOperator(int subscription) {
    return of(subscription).getSimOperator();
  }

  @Implementation
  protected String getSimOperatorNumeric(int subscription) {
    return of(subscription).getSimOperator();
  }

  @Implementation
  protected String getSimOperatorNumericForPhone(int slot) {
    return inSlot(slot).getSimOperator();
  }

  @Implementation
  protected String getSimOperatorName(int subscription) {
    return of(subscription).getSimOperatorName();
  }

  @Implementation
  protected String getSimOperatorNameForPhone(int slot) {
    return inSlot(slot).getSimOperatorName();
  }

  @Implementation
  protected String getNetworkOperator(int subscription) {
    return of(subscription).getNetworkOperator();
  }

  @Implementation
  protected String getNetworkOperatorForPhone(int slot) {
    return inSlot(slot).getNetworkOperator();
  }

  @Implementation
  protected String getNetworkOperatorName(int subscription) {
    return of(subscription).getNetworkOperatorName();
  }

  @Implementation
  protected boolean isNetworkRoaming(int subscription) {
    return of(subscription).isNetworkRoaming();
  }

  @Implementation
  protected int getNetworkType(int subscription) {
    return of(subscription).getNetworkType();
  }

  @Implementation
  protected int getDataNetworkType(int subscription) {
    return of(subscription).getDataNetworkType();
  }

  @Implementation
  protected int getVoiceNetworkType(int subscription) {
    return of(subscription).getVoiceNetworkType();
  }

  @Implementation
  protected boolean hasIccCard(int slot) {
    return inSlot(slot).hasIccCard();
  }
}
