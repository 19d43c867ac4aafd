package app.quhao.handset.device.shadow;

import android.app.Application;
import android.os.Build;
import android.os.Process;
import android.telephony.PhoneStateListener;
import android.telephony.ServiceState;
import android.telephony.SignalStrength;
import android.telephony.TelephonyCallback;
import android.telephony.TelephonyManager;
import app.quhao.handset.device.Handset;
import app.quhao.handset.device.network.Subscriptions;
import app.quhao.handset.device.radio.SimCards;
import app.quhao.handset.device.telephony.PhoneStatus;
import app.quhao.handset.device.telephony.TelephonyRegistry;
import app.quhao.handset.host.radio.RadioState;
import app.quhao.handset.host.radio.RadioState.Sim;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.annotation.RealObject;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.util.ReflectionHelpers;
import org.robolectric.util.ReflectionHelpers.ClassParameter;

/**
 * TelephonyManager of one subscription, or of the data SIM. Every call reads the handset's radio.
 */
@Implements(TelephonyManager.class)
public final class TelephonyManagerShadow extends TelephonyBySubscription {
  private static RadioState radio() {
    return Handset.current().services().radio().state();
  }

  @RealObject private TelephonyManager manager;

  /** The SIM of the manager's own subscription, else the one that carries data (AOSP). */
  private Sim sim() {
    int own = ReflectionHelpers.getField(manager, "mSubId");
    for (Sim sim : radio().sims()) {
      if (Subscriptions.idOf(sim.slot()) == own) {
        return sim;
      }
    }
    return radio().dataSim();
  }

  /** Returns an empty text if the SIM is not readable, as on a phone. */
  private String ofSim(Function<Sim, String> field) {
    Sim sim = sim();
    return sim == null || !sim.isReady() ? "" : field.apply(sim);
  }

  private String ofCell(Function<Sim, String> field, String abroad) {
    if (!SimCards.isInService(radio())) {
      return "";
    }
    return SimCards.isRoaming(radio()) ? abroad : ofSim(field);
  }

  /** A subscription that no SIM has is the data SIM's. */
  @Implementation
  protected TelephonyManager createForSubscriptionId(int subscription) {
    return new TelephonyManager(RuntimeEnvironment.getApplication(), subscription);
  }

  /** An app gets no identifiers of the device and the SIM since API 29. */
  private static String identifier(String method) {
    Application application = RuntimeEnvironment.getApplication();
    if (application.getApplicationInfo().targetSdkVersion < Build.VERSION_CODES.Q) {
      return null;
    }
    throw new SecurityException(
        method
            + ": The user "
            + Process.myUid()
            + " does not meet the requirements to access device identifiers.");
  }

  @Implementation
  protected String getDeviceId() {
    return identifier("getDeviceId");
  }

  @Implementation
  protected String getDeviceId(int slot) {
    return identifier("getDeviceId");
  }

  @Implementation
  protected String getImei() {
    return identifier("getImeiForSlot");
  }

  @Implementation
  protected String getImei(int slot) {
    return identifier("getImeiForSlot");
  }

  @Implementation
  protected String getMeid() {
    return identifier("getMeidForSlot");
  }

  @Implementation
  protected String getMeid(int slot) {
    return identifier("getMeidForSlot");
  }

  @Implementation
  protected String getSubscriberId() {
    return identifier("getSubscriberIdForSubscriber");
  }

  @Implementation
  protected String getSimSerialNumber() {
    return identifier("getIccSerialNumberForSubscriber");
  }

  @Implementation
  protected int getSimState() {
    return SimCards.stateOf(sim());
  }

  @Implementation
  protected int getSimState(int slot) {
    return SimCards.stateOf(SimCards.inSlot(radio(), slot));
  }

  @Implementation
  protected static int getSimStateForSlotIndex(int slot) {
    return SimCards.stateOf(SimCards.inSlot(radio(), slot));
  }

  @Implementation
  protected boolean hasIccCard() {
    Sim sim = sim();
    return sim != null && !sim.state().equals("absent");
  }

  @Implementation
  protected String getSimOperator() {
    return ofSim(Sim::operator);
  }

  @Implementation
  protected String getSimOperatorName() {
    return ofSim(Sim::operatorName);
  }

  @Implementation
  protected String getSimCountryIso() {
    return ofSim(Sim::country);
  }

  @Implementation
  protected String getNetworkOperator() {
    return ofCell(Sim::operator, PhoneStatus.HOST_OPERATOR);
  }

  @Implementation
  protected String getNetworkOperatorName() {
    return ofCell(Sim::operatorName, PhoneStatus.HOST_NAME);
  }

  @Implementation
  protected String getNetworkCountryIso() {
    return ofCell(Sim::country, PhoneStatus.HOST_COUNTRY);
  }

  /** Connected if the bearer is up. On a phone with Wi-Fi it is up only on request. */
  @Implementation
  protected int getDataState() {
    return Handset.current().services().connectivity().networkOf(RadioState.CELLULAR) == null
        ? TelephonyManager.DATA_DISCONNECTED
        : TelephonyManager.DATA_CONNECTED;
  }

  @Implementation
  protected boolean isDataEnabled() {
    return radio().mobile().enabled();
  }

  @Implementation
  protected boolean isDataEnabledForReason(int reason) {
    return radio().mobile().enabled();
  }

  @Implementation
  protected boolean getDataEnabled() {
    return radio().mobile().enabled();
  }

  @Implementation
  protected int getNetworkType() {
    return getDataNetworkType();
  }

  @Implementation
  protected int getVoiceNetworkType() {
    return getDataNetworkType();
  }

  @Implementation
  protected int getDataNetworkType() {
    return SimCards.isInService(radio())
        ? TelephonyManager.NETWORK_TYPE_LTE
        : TelephonyManager.NETWORK_TYPE_UNKNOWN;
  }

  @Implementation
  protected int getPhoneType() {
    return TelephonyManager.PHONE_TYPE_GSM;
  }

  @Implementation
  protected int getPhoneCount() {
    return Math.max(1, radio().sims().size());
  }

  @Implementation
  protected int getActiveModemCount() {
    return getPhoneCount();
  }

  @Implementation
  protected boolean isNetworkRoaming() {
    return SimCards.isRoaming(radio());
  }

  private PhoneStatus status() {
    return Handset.current()
        .services()
        .telephony()
        .statusOf(ReflectionHelpers.getField(manager, "mSubId"));
  }

  @Implementation
  protected ServiceState getServiceState() {
    TelephonyRegistry.requirePhoneState("getServiceStateForSlot");
    return status().service();
  }

  @Implementation
  protected ServiceState getServiceState(int locationData) {
    return getServiceState();
  }

  @Implementation
  protected SignalStrength getSignalStrength() {
    return status().signal();
  }

  @Implementation
  protected void registerTelephonyCallback(Executor executor, TelephonyCallback callback) {
    registerTelephonyCallback(
        TelephonyManager.INCLUDE_LOCATION_DATA_NONE, executor, callback);
  }

  @Implementation
  protected void registerTelephonyCallback(
      int locationData, Executor executor, TelephonyCallback callback) {
    Shadow.directlyOn(
        manager,
        TelephonyManager.class,
        "registerTelephonyCallback",
        ClassParameter.from(int.class, locationData),
        ClassParameter.from(Executor.class, executor),
        ClassParameter.from(TelephonyCallback.class, callback));
  }

  @Implementation
  protected void unregisterTelephonyCallback(TelephonyCallback callback) {
    Shadow.directlyOn(
        manager,
        TelephonyManager.class,
        "unregisterTelephonyCallback",
        ClassParameter.from(TelephonyCallback.class, callback));
  }

  @Implementation
  @Override
  protected void listen(PhoneStateListener listener, int events) {
    Shadow.directlyOn(
        manager,
        TelephonyManager.class,
        "listen",
        ClassParameter.from(PhoneStateListener.class, listener),
        ClassParameter.from(int.class, events));
  }
}
