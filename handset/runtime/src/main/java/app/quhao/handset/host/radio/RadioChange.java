package app.quhao.handset.host.radio;

import app.quhao.handset.host.radio.RadioState.Sim;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The differences between two radio states, one field per broadcast.
 *
 * @param sims the slots whose SIM or SIM state has changed
 */
public record RadioChange(
    boolean ofAirplane,
    boolean ofDefault,
    boolean ofWifiSwitch,
    boolean ofWifiLink,
    List<Sim> sims) {

  public static RadioChange between(RadioState before, RadioState after) {
    return new RadioChange(
        before.airplane() != after.airplane(),
        !Objects.equals(before.defaultBearer(), after.defaultBearer()),
        before.wifi().enabled() != after.wifi().enabled(),
        before.hasWifi() != after.hasWifi(),
        changedSims(before.sims(), after.sims()));
  }

  private static List<Sim> changedSims(List<Sim> before, List<Sim> after) {
    List<Sim> changed = new ArrayList<>(after);
    changed.removeAll(before);
    return changed;
  }
}
