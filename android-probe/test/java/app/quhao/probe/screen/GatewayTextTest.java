package app.quhao.probe.screen;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import app.quhao.probe.server.ProbeError;
import org.json.JSONObject;
import org.junit.Test;

/** A gateway as a person types it, or as a QR code holds it. */
public class GatewayTextTest {
  private static final String ROOT =
      "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";
  private static final String KEY = "-----BEGIN PUBLIC KEY-----\nBBBB\n-----END PUBLIC KEY-----";

  @Test
  public void oneAddressIsThatOfEveryHost() throws Exception {
    JSONObject gateway = GatewayText.read("  http://10.0.0.5:7080/ ");
    JSONObject hosts = gateway.getJSONObject("hosts");
    for (String name : new String[] {"mobile", "unicom", "telecom", "token"}) {
      assertEquals("http://10.0.0.5:7080", hosts.getString(name));
    }
    assertFalse(gateway.has("rootPem"));
  }

  @Test
  public void linesMayHaveTheRestInAnyOrder() throws Exception {
    JSONObject gateway =
        GatewayText.read(
            KEY + "\nhttp://10.0.0.5:7080\nkeyId key-1\nhttps://10.0.0.5:7443\n" + ROOT);
    assertEquals("https://10.0.0.5:7443", gateway.getJSONObject("hosts").getString("token"));
    assertEquals("key-1", gateway.getString("keyId"));
    assertEquals(ROOT + "\n", gateway.getString("rootPem"));
    assertEquals(KEY + "\n", gateway.getString("publicKeyPem"));
  }

  @Test
  public void jsonIsTakenAsItIs() throws Exception {
    assertEquals("k", GatewayText.read(" {\"hosts\":{},\"keyId\":\"k\"}").getString("keyId"));
  }

  @Test
  public void textWithoutAnAddressIsRefused() {
    assertThrows(ProbeError.class, () -> GatewayText.read("10.0.0.5"));
    assertThrows(ProbeError.class, () -> GatewayText.read("{hosts"));
  }
}
