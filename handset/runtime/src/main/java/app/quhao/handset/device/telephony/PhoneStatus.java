package app.quhao.handset.device.telephony;

import android.telephony.AccessNetworkConstants;
import android.telephony.CellSignalStrengthCdma;
import android.telephony.CellSignalStrengthGsm;
import android.telephony.CellSignalStrengthLte;
import android.telephony.CellSignalStrengthNr;
import android.telephony.CellSignalStrengthTdscdma;
import android.telephony.CellSignalStrengthWcdma;
import android.telephony.NetworkRegistrationInfo;
import android.telephony.ServiceState;
import android.telephony.SignalStrength;
import android.telephony.TelephonyDisplayInfo;
import android.telephony.TelephonyManager;
import app.quhao.handset.host.radio.RadioState;
import app.quhao.handset.host.radio.RadioState.Sim;
import java.util.List;

/**
 * What telephony says of one SIM.
 *
 * @param isConnected whether its mobile data is up
 */
public record PhoneStatus(
    RadioState radio, Sim sim, boolean isConnected) {
  /** Abroad, the phone is registered with an operator of Hong Kong. */
  public static final String HOST_OPERATOR = "45412";

  public static final String HOST_NAME = "CMHK";
  public static final String HOST_COUNTRY = "hk";

  private static final int RSSI = -65;
  private static final int RSRP = -85;
  private static final int RSRQ = -9;
  private static final int RSSNR = 20;

  public boolean isInService() {
    return sim != null
        && sim.isReady()
        && !radio.airplane()
        && !radio.mobile().registration().equals("denied");
  }

  public boolean isRoaming() {
    return isInService() && radio.mobile().registration().equals("roaming");
  }

  int dataState() {
    return isConnected ? TelephonyManager.DATA_CONNECTED : TelephonyManager.DATA_DISCONNECTED;
  }

  int networkType() {
    return isInService()
        ? TelephonyManager.NETWORK_TYPE_LTE
        : TelephonyManager.NETWORK_TYPE_UNKNOWN;
  }

  TelephonyDisplayInfo display() {
    return new TelephonyDisplayInfo(
        networkType(), TelephonyDisplayInfo.OVERRIDE_NETWORK_TYPE_NONE, isRoaming());
  }

  /** Without a card a phone may make emergency calls only. */
  public ServiceState service() {
    ServiceState state = new ServiceState();
    if (radio.airplane()) {
      state.setStateOff();
      return state;
    }
    if (!isInService()) {
      state.setStateOutOfService();
      state.setEmergencyOnly(true);
      return state;
    }
    String numeric = isRoaming() ? HOST_OPERATOR : sim.operator();
    String name = isRoaming() ? HOST_NAME : sim.operatorName();
    state.setState(ServiceState.STATE_IN_SERVICE);
    state.setDataRegState(ServiceState.STATE_IN_SERVICE);
    state.setOperatorName(name, name, numeric);
    state.addNetworkRegistrationInfo(registration(NetworkRegistrationInfo.DOMAIN_CS, numeric));
    state.addNetworkRegistrationInfo(registration(NetworkRegistrationInfo.DOMAIN_PS, numeric));
    state.setRoaming(isRoaming());
    return state;
  }

  private NetworkRegistrationInfo registration(int domain, String operator) {
    return new NetworkRegistrationInfo.Builder()
        .setDomain(domain)
        .setTransportType(AccessNetworkConstants.TRANSPORT_TYPE_WWAN)
        .setRegistrationState(
            isRoaming()
                ? NetworkRegistrationInfo.REGISTRATION_STATE_ROAMING
                : NetworkRegistrationInfo.REGISTRATION_STATE_HOME)
        .setAccessNetworkTechnology(TelephonyManager.NETWORK_TYPE_LTE)
        .setAvailableServices(
            List.of(
                domain == NetworkRegistrationInfo.DOMAIN_PS
                    ? NetworkRegistrationInfo.SERVICE_TYPE_DATA
                    : NetworkRegistrationInfo.SERVICE_TYPE_VOICE))
        .setRegisteredPlmn(operator)
        .build();
  }

  /** A good LTE signal in service, else none. */
  public SignalStrength signal() {
    CellSignalStrengthLte lte =
        isInService()
            ? new CellSignalStrengthLte(
                RSSI, RSRP, RSRQ, RSSNR, Integer.MAX_VALUE, Integer.MAX_VALUE)
            : new CellSignalStrengthLte();
    lte.updateLevel(null, null);
    return new SignalStrength(
        new CellSignalStrengthCdma(),
        new CellSignalStrengthGsm(),
        new CellSignalStrengthWcdma(),
        new CellSignalStrengthTdscdma(),
        lte,
        new CellSignalStrengthNr());
  }
}
