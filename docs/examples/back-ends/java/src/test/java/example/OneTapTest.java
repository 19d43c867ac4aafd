package example;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.net.URI;
import java.time.Duration;
import org.junit.Before;
import org.junit.Test;

/** Runs against `quhao serve`: QUHAO_EXCHANGE, QUHAO_CONTROL and QUHAO_CONTROL_TOKEN say where it is. */
public final class OneTapTest {
  private static final String APP_ID = "300000000001";
  private static final String APP_SECRET = "FEDCBA9876543210FEDCBA9876543210";
  private static final String NUMBER = "15400000001";

  private final Simulator simulator = new Simulator(System.getenv("QUHAO_CONTROL"), System.getenv("QUHAO_CONTROL_TOKEN"));
  private final OneTap oneTap =
      new OneTap(URI.create(System.getenv("QUHAO_EXCHANGE")), APP_ID, APP_SECRET, Duration.ofSeconds(2));

  @Before
  public void reset() throws Exception {
    simulator.post("/scopes/default/reset", "");
  }

  @Test
  public void aTokenGivesTheNumber() throws Exception {
    assertEquals(NUMBER, oneTap.numberOf(simulator.tokenOf(APP_ID, NUMBER)));
  }

  @Test
  public void aTokenIsGoodOnce() throws Exception {
    String token = simulator.tokenOf(APP_ID, NUMBER);
    oneTap.numberOf(token);
    assertThrows(OneTap.LoginExpired.class, () -> oneTap.numberOf(token));
  }

  @Test
  public void aTokenIsGoodForTwoMinutes() throws Exception {
    String token = simulator.tokenOf(APP_ID, NUMBER);
    simulator.post("/clock/advance", "{\"ms\":180000}");
    assertThrows(OneTap.LoginExpired.class, () -> oneTap.numberOf(token));
  }

  @Test
  public void anOperatorThatDoesNotAnswerIsNoFailedLogin() throws Exception {
    assertIsNoFailedLogin("{\"kind\":\"hold\"}");
  }

  @Test
  public void aResetIsNoFailedLogin() throws Exception {
    assertIsNoFailedLogin("{\"kind\":\"socket\",\"fault\":\"CONNECTION_RESET_BY_PEER\"}");
  }

  @Test
  public void aPageInPlaceOfTheAnswerIsNoFailedLogin() throws Exception {
    assertIsNoFailedLogin("{\"kind\":\"html\",\"page\":\"captive\"}");
  }

  private void assertIsNoFailedLogin(String effect) throws Exception {
    String token = simulator.tokenOf(APP_ID, NUMBER);
    simulator.post("/faults", "{\"plane\":\"exchange\",\"times\":1,\"effect\":" + effect + "}");
    assertThrows(OneTap.TryAnotherWay.class, () -> oneTap.numberOf(token));
  }
}
