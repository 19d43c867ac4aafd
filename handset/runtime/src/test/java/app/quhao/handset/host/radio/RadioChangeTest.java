package app.quhao.handset.host.radio;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;

public final class RadioChangeTest {
  private static final RadioState BEFORE = RadioStateTest.parse(RadioStateTest.EXAMPLE);

  private static RadioChange changed(String part, String by) {
    return RadioChange.between(
        BEFORE, RadioStateTest.parse(RadioStateTest.EXAMPLE.replace(part, by)));
  }

  @Test
  public void isEmptyBetweenEqualStates() {
    assertEquals(
        new RadioChange(false, false, false, false, List.of()),
        RadioChange.between(BEFORE, RadioStateTest.parse(RadioStateTest.EXAMPLE)));
  }

  @Test
  public void reportsAirplaneModeAlone() {
    assertEquals(
        new RadioChange(true, false, false, false, List.of()),
        changed("\"airplane\":false", "\"airplane\":true"));
  }

  @Test
  public void reportsTheDefaultNetworkAlone() {
    assertEquals(
        new RadioChange(false, true, false, false, List.of()),
        changed("\"default\":\"wifi\"", "\"default\":\"cellular\""));
  }

  @Test
  public void reportsWifiOffAsSwitchAndLink() {
    assertEquals(
        new RadioChange(false, false, true, true, List.of()),
        changed("\"wifi\":{\"enabled\":true", "\"wifi\":{\"enabled\":false"));
  }

  @Test
  public void reportsWhichSimHasChanged() {
    List<RadioState.Sim> sims = changed("\"ready\"", "\"absent\"").sims();
    assertEquals(List.of(new RadioState.Sim(0, "absent", "46000", "CMCC", "cn")), sims);
  }
}
