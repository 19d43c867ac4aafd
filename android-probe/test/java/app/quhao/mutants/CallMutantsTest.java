package app.quhao.mutants;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import app.quhao.EchoApi;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.MessageIds;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Reply;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.AppCredentials;
import com.cmic.gen.sdk.policy.ArgumentPolicy;
import com.cmic.gen.sdk.policy.ResultJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.json.JSONObject;
import org.junit.Test;

/** Mutants of what starts a call, of calls beside each other, and of the other methods. */
public final class CallMutantsTest {
  private final EchoApi echo = new EchoApi();

  @Test
  public void emptyArgumentsStartARequest() {
    start("empty-app-key-sent", new AppCredentials("300012345678", ""));
    assertEquals(" ", echo.started.get(0).app.appKey);
    ArgumentPolicy right = new ArgumentPolicy() {};
    ArgumentPolicy wrong = Mutants.make("empty-app-id-sent-by-login").arguments(right);
    AppCredentials empty = new AppCredentials("", "KEY");
    assertTrue(wrong.accepts(Api.LOGIN_AUTH, empty));
    assertFalse(wrong.accepts(Api.MOBILE_AUTH, empty));
    assertFalse(wrong.accepts(Api.LOGIN_AUTH, new AppCredentials(null, "KEY")));
  }

  @Test
  public void nullArgumentsThrowOrSend() {
    AppCredentials none = new AppCredentials(null, "KEY");
    assertThrows(NullPointerException.class, () -> start("null-app-id-crashes", none));
    CallRequest deaf = new CallRequest(Api.LOGIN_AUTH, none, new Reply(null, 1));
    SdkApi crashing = Mutants.make("null-listener-crashes").api(echo);
    assertThrows(NullPointerException.class, () -> crashing.start(deaf));
    Mutants.make("null-listener-sends").api(echo).start(deaf);
    assertNotNull(echo.started.get(echo.started.size() - 1).reply.listener);
  }

  @Test
  public void requestCodesOfTwoCallsAreMixed() {
    assertEquals(Arrays.asList(2, 2), codesOfTwoCalls("request-code-of-newest"));
    assertEquals(Arrays.asList(2, 1), codesOfTwoCalls("request-codes-swapped"));
  }

  @Test
  public void aSecondCallIsDroppedOnlyWhileTheFirstRuns() {
    SdkApi api = Mutants.make("second-call-dropped").api(echo);
    echo.answers = false;
    echo.call(api, Api.GET_PHONE_INFO, 1);
    echo.call(api, Api.GET_PHONE_INFO, 2);
    assertEquals(1, echo.started.size());
    echo.answer(Api.GET_PHONE_INFO, echo.pending.get(0));
    echo.call(api, Api.GET_PHONE_INFO, 3);
    assertEquals(2, echo.started.size());
  }

  @Test
  public void aReplacedLoginHasNoCallback() {
    SdkApi api = Mutants.make("replaced-login-silent").api(echo);
    echo.answers = false;
    echo.call(api, Api.LOGIN_AUTH, 1);
    echo.call(api, Api.LOGIN_AUTH, 2);
    for (Reply reply : echo.pending) {
      echo.answer(Api.LOGIN_AUTH, reply);
    }
    assertEquals(1, echo.delivered.size());
    assertTrue(echo.delivered.get(0).startsWith("2 "));
  }

  @Test
  public void aQuitLoginHasNoCallback() {
    SdkApi api = Mutants.make("quit-pending-silent").api(echo.answering("200020"));
    echo.answers = false;
    echo.call(api, Api.LOGIN_AUTH, 1);
    api.quit();
    echo.answer(Api.LOGIN_AUTH, echo.pending.get(0));
    assertEquals(new ArrayList<String>(), echo.delivered);
    echo.call(api, Api.LOGIN_AUTH, 2);
    echo.answer(Api.LOGIN_AUTH, echo.pending.get(1));
    assertEquals(1, echo.delivered.size());
  }

  @Test
  public void everyMessageHasTheSameId() {
    AtomicInteger made = new AtomicInteger();
    MessageIds ids = Mutants.make("one-message-id").messageIds(() -> "id" + made.incrementAndGet());
    assertEquals(ids.next(), ids.next());
  }

  @Test
  public void delScripAndQuitDoNothing() {
    Mutants.make("del-scrip-ignored").api(echo).deleteScrip();
    assertEquals(0, echo.scripsDeleted);
    Mutants.make("quit-ignored").api(echo).quit();
    assertEquals(0, echo.quits);
  }

  @Test
  public void theSecondQuitOfAPageThrowsOnce() {
    Parts mutant = Mutants.make("second-quit-crashes");
    SdkApi api = mutant.api(echo);
    api.quit();
    api.quit();
    mutant.pageOpener(() -> {}).open();
    api.quit();
    assertThrows(IllegalStateException.class, api::quit);
    api.quit();
    mutant.pageOpener(() -> {}).open();
    api.quit();
    api.deleteScrip();
    api.quit();
  }

  @Test
  public void theLoginPageClosesAfterTheResult() {
    echo.call(Mutants.make("closes-on-failure").api(echo), Api.LOGIN_AUTH, 1);
    assertEquals(0, echo.quits);
    echo.call(Mutants.make("closes-itself").api(echo), Api.LOGIN_AUTH, 1);
    assertEquals(1, echo.quits);
  }

  @Test
  public void noticesOfThePageAreWrong() {
    assertEquals(new ArrayList<String>(), notices("page-in-never"));
    assertEquals(Arrays.asList("200087", "200087"), notices("page-in-twice"));
    assertEquals(Arrays.asList("103000"), notices("page-in-wrong-code"));
    assertEquals(new ArrayList<String>(), notices("page-in-after-result"));
  }

  @Test
  public void networkTypesAreWrong() {
    assertEquals("2", networkType("network-type-3-as-2", "2", "3").optString("networktype"));
    assertEquals("1", networkType("network-type-3-as-2", "2", "1").optString("networktype"));
    assertEquals("1", networkType("operator-type-always-1", "3", "1").optString("operatortype"));
    assertEquals("3", networkType("operator-types-swapped", "2", "1").optString("operatortype"));
    assertFalse(networkType("network-type-keys", "2", "3").has("networktype"));
    assertEquals(3, networkType("network-type-key-too-many", "2", "3").length());
    assertEquals(3, networkType("network-type-as-numbers", "2", "3").opt("networktype"));
    assertNull(networkType("network-type-null-offline", "2", "0"));
    assertNotEquals(null, networkType("network-type-null-offline", "2", "1"));
  }

  private void start(String id, AppCredentials app) {
    Reply reply = new Reply((code, result) -> {}, 1);
    Mutants.make(id).api(echo).start(new CallRequest(Api.GET_PHONE_INFO, app, reply));
  }

  private List<Integer> codesOfTwoCalls(String id) {
    EchoApi held = new EchoApi();
    held.answers = false;
    SdkApi api = Mutants.make(id).api(held);
    held.call(api, Api.GET_PHONE_INFO, 1);
    held.call(api, Api.GET_PHONE_INFO, 2);
    for (Reply reply : held.pending) {
      held.answer(Api.GET_PHONE_INFO, reply);
    }
    List<Integer> codes = new ArrayList<>();
    for (String line : held.delivered) {
      codes.add(Integer.valueOf(line.substring(0, line.indexOf(' '))));
    }
    return codes;
  }

  /** What the app's page-in listener receives while the login is pending. */
  private static List<String> notices(String id) {
    EchoApi echo = new EchoApi();
    List<String> codes = new ArrayList<>();
    Mutants.make(id).api(echo).setPageInListener((code, notice) -> codes.add(code));
    if (echo.pageInListener != null) {
      echo.pageInListener.onLoginPageInComplete("200087", ResultJson.of());
    }
    return codes;
  }

  private JSONObject networkType(String id, String operator, String network) {
    return Mutants.make(id).api(echo.on(operator, network)).networkType();
  }
}
