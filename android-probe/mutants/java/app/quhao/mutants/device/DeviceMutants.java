package app.quhao.mutants.device;

import app.quhao.mutants.Mutant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** getNetworkType, and the device's clock. */
public final class DeviceMutants {
  private DeviceMutants() {}

  public static List<Mutant> rows() {
    return Collections.unmodifiableList(
        Arrays.asList(
            new Mutant(
                    "network-type-3-as-2", "mobile data beside Wi-Fi is not seen", ThreeAsTwo::new)
                .breaks("AUX-02")
                .in("getNetworkType"),
            new Mutant(
                    "device-read-once", "SIM and networks are read once a process", ReadOnce::new)
                .breaks("AUX-01", "AUX-02", "PRE-01"),
            new Mutant(
                    "missing-sim-remembered",
                    "a device that once had no SIM has none for the rest of the process",
                    MissingSimRemembered::new)
                .breaks("PRE-01", "DEV-05"),
            new Mutant(
                    "data-switch-read-once",
                    "the switch of mobile data is read once a process",
                    DataSwitchReadOnce::new)
                .breaks("PRE-01"),
            new Mutant(
                    "default-network-read-once",
                    "the default network is asked for once a process",
                    DefaultNetworkReadOnce::new)
                .breaks("CHK-01"),
            new Mutant(
                    "network-type-2-as-3",
                    "Wi-Fi alone is reported as Wi-Fi beside mobile data where there is a SIM",
                    DataSwitchUnread::new)
                .breaks("AUX-02", "LOG-04")
                .in("getNetworkType"),
            new Mutant(
                    "network-type-keys",
                    "getNetworkType spells its keys another way",
                    KeysMisspelt::new)
                .breaks("AUX-01")
                .in("getNetworkType"),
            new Mutant(
                    "network-type-key-too-many", "getNetworkType has a third key", KeyTooMany::new)
                .breaks("AUX-01")
                .in("getNetworkType"),
            new Mutant(
                    "network-type-as-numbers",
                    "getNetworkType's values are numbers",
                    ValuesAsNumbers::new)
                .breaks("AUX-01")
                .in("getNetworkType"),
            new Mutant(
                    "network-type-null-offline",
                    "getNetworkType returns null without a network",
                    NullOffline::new)
                .breaks("AUX-02")
                .in("getNetworkType"),
            new Mutant(
                    "operator-type-always-1",
                    "operatortype is 1 for every operator",
                    OperatorAlwaysMobile::new)
                .breaks("AUX-01")
                .in("getNetworkType"),
            new Mutant(
                    "operator-types-swapped",
                    "operatortype has Unicom and Telecom the other way round",
                    OperatorsSwapped::new)
                .breaks("AUX-01")
                .in("getNetworkType"),
            new Mutant(
                    "one-code-per-operator",
                    "an operator's other network codes are nobody's",
                    OneCodePerOperator::new)
                .breaks("AUX-01")
                .in("getNetworkType"),
            new Mutant(
                    "operator-of-the-cell",
                    "the operator is that of the network, which is another one abroad",
                    OperatorOfCell::new)
                .breaks("AUX-01", "PRE-01"),
            new Mutant(
                    "locked-sim-as-ready",
                    "a SIM that asks for its PIN is taken for one that is ready",
                    LockedSimAsReady::new)
                .breaks("DEV-06"),
            new Mutant(
                    "airplane-mode-as-no-network",
                    "airplane mode is taken for no network, whether Wi-Fi is on or not",
                    AirplaneModeAsNoNetwork::new)
                .breaks("PRE-03")
                .in("mobileAuth", "loginAuth"),
            new Mutant(
                    "operator-of-the-cell-sent",
                    "number requests name the operator of the network, which is another one abroad",
                    OperatorOfCellSent::new)
                .breaks("PRE-01"),
            new Mutant(
                    "network-type-zero-sent",
                    "requests say that the device's networks are unknown",
                    NetworkTypeZeroSent::new)
                .breaks("AUX-01"),
            new Mutant(
                    "reads-identifier-where-permitted",
                    "asks for the subscriber's identifier where the app holds READ_PHONE_STATE",
                    ReadsIdentifierWherePermitted::new)
                .breaks("PRE-01", "API-05"),
            new Mutant(
                    "twelve-hour-clock",
                    "requests have the hour of a twelve-hour clock",
                    () -> new WireTimeIn("yyyyMMddhhmmssSSS", "Asia/Shanghai"))
                .breaks("PRE-01", "GWY-03"),
            new Mutant(
                    "hours-from-one",
                    "requests call the hour after midnight the 24th",
                    () -> new WireTimeIn("yyyyMMddkkmmssSSS", "Asia/Shanghai"))
                .breaks("PRE-01", "GWY-03"),
            new Mutant(
                    "time-of-device-zone",
                    "requests have the time of the device's own zone",
                    () -> new WireTimeIn("yyyyMMddHHmmssSSS", null))
                .breaks("PRE-01", "GWY-03")));
  }
}
