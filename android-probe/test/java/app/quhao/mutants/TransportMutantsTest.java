package app.quhao.mutants;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.cmic.gen.sdk.gateway.Endpoint;
import com.cmic.gen.sdk.net.CallResources;
import com.cmic.gen.sdk.net.HttpAnswer;
import com.cmic.gen.sdk.net.HttpRequest;
import com.cmic.gen.sdk.net.Limit;
import com.cmic.gen.sdk.net.Route;
import com.cmic.gen.sdk.net.Tenure;
import com.cmic.gen.sdk.net.Transport;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.GatewayAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** Mutants that stand between the SDK and its sockets, on a transport that records. */
public final class TransportMutantsTest {
  private static final String ID = "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f";
  private static final Endpoint NUMBER = Endpoint.of("http://cm.gateway.test:7080");
  private static final Endpoint TOKEN = Endpoint.of("https://token.gateway.test:7443");

  private final List<HttpRequest> sent = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();

  @Test
  public void aResetRequestIsSentAgainAsItWas() {
    assertEquals(Failure.RESET, failure("reset-repeated-same-id", failing(Failure.RESET), NUMBER));
    assertEquals(2, sent.size());
    assertSame(sent.get(0), sent.get(1));
  }

  @Test
  public void aResetRequestIsSentAgainUntilTheLimit() {
    assertEquals(Failure.RESET, failure("reset-repeated", failing(Failure.RESET), NUMBER));
    assertTrue(sent.size() + " requests", sent.size() > 5);
  }

  @Test
  public void otherFailuresAreNotRepeated() {
    assertEquals(Failure.EOF, failure("reset-repeated", failing(Failure.EOF), NUMBER));
    assertEquals(1, sent.size());
  }

  @Test
  public void aTlsFailureIsFollowedByClearText() {
    failure("clear-after-tls-failure", failing(Failure.CERTIFICATE), TOKEN);
    assertEquals(2, sent.size());
    assertFalse(sent.get(1).endpoint.isSecure);
    assertEquals(TOKEN.port, sent.get(1).endpoint.port);
  }

  @Test
  public void theAppKeyTravelsInClearTextOnly() throws Exception {
    send("app-key-in-clear", answering(200, "{}"), NUMBER);
    send("app-key-in-clear", answering(200, "{}"), TOKEN);
    assertTrue(text(sent.get(0).body).contains("appkey"));
    assertFalse(text(sent.get(1).body).contains("appkey"));
  }

  @Test
  public void statusesAreIgnored() throws Exception {
    assertEquals(200, send("status-ignored", answering(500, "{}"), NUMBER).status);
  }

  @Test
  public void answersThatAreNoneAreTakenForSuccess() throws Exception {
    assertTrue(judged("token-empty-body-as-success", "", TOKEN).isSuccess());
    assertTrue(judged("token-html-as-success", "<html></html>", TOKEN).isSuccess());
    assertThrows(FailureException.class, () -> judged("token-empty-body-as-success", "", NUMBER));
    assertThrows(FailureException.class, () -> judged("token-html-as-success", "", TOKEN));
  }

  @Test
  public void anAnswerToAnotherRequestIsTaken() throws Exception {
    String foreign = "{\"inresponseto\":\"1f\",\"resultCode\":\"103000\"}";
    assertTrue(judged("foreign-answer-taken", foreign, NUMBER).isSuccess());
  }

  @Test
  public void requestsHaveLimitsOfTheirOwn() throws Exception {
    send("limits-add-up", answering(200, "{}"), NUMBER);
    send("dribble-outlasts-limit", answering(200, "{}"), NUMBER);
    assertTrue(routes.get(0).tenure.limit.leftMillis() > 7000);
    assertEquals(8000, routes.get(1).tenure.limit.leftMillis());
  }

  private GatewayAnswer judged(String id, String body, Endpoint endpoint) throws Exception {
    return GatewayAnswer.judge(send(id, answering(200, body), endpoint), ID);
  }

  private Failure failure(String id, Transport transport, Endpoint endpoint) {
    return assertThrows(FailureException.class, () -> send(id, transport, endpoint)).failure;
  }

  private HttpAnswer send(String id, Transport transport, Endpoint endpoint)
      throws FailureException {
    byte[] body = ("{\"msgid\":\"" + ID + "\"}").getBytes(StandardCharsets.UTF_8);
    Tenure tenure = new Tenure(Limit.in(200), new CallResources());
    return Mutants.make(id)
        .transport(transport)
        .send(new HttpRequest(endpoint, "/x", body), new Route(null, null, tenure));
  }

  private Transport answering(int status, String body) {
    return (request, route) -> {
      sent.add(request);
      routes.add(route);
      return new HttpAnswer(status, body.getBytes(StandardCharsets.UTF_8));
    };
  }

  private Transport failing(Failure failure) {
    return (request, route) -> {
      sent.add(request);
      throw new FailureException(failure, "as the test has it");
    };
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }
}
