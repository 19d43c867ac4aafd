package app.quhao.handset.host.radio;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import app.quhao.handset.host.control.Json;
import org.junit.Test;

public final class RadioStateTest {
  /** The example of handset/PROTOCOL.md section 3. */
  static final String EXAMPLE =
      "{\"airplane\":false,\"wifi\":{\"enabled\":true,\"connected\":true,\"address\":\"192.168.77.10\",\"validated\":true},"
          + "\"mobile\":{\"enabled\":true,\"connected\":true,\"address\":\"10.64.0.7\",\"registration\":\"home\"},"
          + "\"default\":\"wifi\",\"dataSlot\":0,"
          + "\"sims\":[{\"slot\":0,\"state\":\"ready\",\"operator\":\"46000\",\"operatorName\":\"CMCC\",\"country\":\"cn\"}]}";

  static RadioState parse(String json) {
    return RadioState.parse(Json.readObject(json));
  }

  @Test
  public void readsTheExampleOfTheProtocol() {
    RadioState radio = parse(EXAMPLE);
    assertTrue(radio.hasWifi());
    assertTrue(radio.hasDefault(RadioState.WIFI));
    assertTrue(radio.canHaveCellular());
    assertEquals("46000", radio.dataSim().operator());
  }

  @Test
  public void hasNoDefaultIfItIsNull() {
    RadioState radio = parse(EXAMPLE.replace("\"default\":\"wifi\"", "\"default\":null"));
    assertNull(radio.defaultBearer());
    assertFalse(radio.hasDefault(RadioState.WIFI));
  }

  @Test
  public void hasNoMobileDataInAirplaneModeSwitchedOffDeniedOrDown() {
    for (String[] change :
        new String[][] {
          {"\"airplane\":false", "\"airplane\":true"},
          {"\"mobile\":{\"enabled\":true", "\"mobile\":{\"enabled\":false"},
          {"\"connected\":true,\"address\":\"10", "\"connected\":false,\"address\":\"10"},
          {"\"home\"", "\"denied\""}
        }) {
      assertFalse(change[1], parse(EXAMPLE.replace(change[0], change[1])).canHaveCellular());
    }
  }

  @Test
  public void hasNoDataSimInAnEmptySlot() {
    assertNull(parse(EXAMPLE.replace("\"dataSlot\":0", "\"dataSlot\":1")).dataSim());
  }

  @Test
  public void namesTheInvalidKey() {
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class,
            () -> parse(EXAMPLE.replace("\"airplane\":false", "\"airplane\":\"no\"")));
    assertTrue(fault.getMessage().contains("airplane"));
  }
}
