package app.quhao.mutants;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import app.quhao.EchoApi;
import com.cmic.gen.sdk.cache.ScripKeys;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.AppCredentials;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.CodePolicy;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.policy.TimePolicy;
import com.cmic.gen.sdk.view.ThemeGuard;
import java.util.HashMap;
import java.util.Map;
import org.junit.Test;

/** Mutants of limits, codes, keys and the theme's guard. */
public final class PolicyMutantsTest {
  private static final Sim CARD = new Sim(Sim.State.READY, "1", "46000");
  private static final Sim OTHER_CARD = new Sim(Sim.State.READY, "2", "46000");
  private static final Sim OTHER_OPERATOR = new Sim(Sim.State.READY, "3", "46001");

  @Test
  public void limitsAreWrong() {
    assertEquals(5000, limit("default-5s", Api.LOGIN_AUTH, null));
    assertEquals(1500, limit("default-5s", Api.LOGIN_AUTH, 1500L));
    assertEquals(30_000, limit("default-30s", Api.LOGIN_AUTH, null));
    assertEquals(1_500_000, limit("seconds-for-milliseconds", Api.LOGIN_AUTH, 1500L));
    assertEquals(8000, limit("limit-of-get-phone-info-only", Api.LOGIN_AUTH, 1500L));
    assertEquals(1500, limit("limit-of-get-phone-info-only", Api.GET_PHONE_INFO, 1500L));
    assertEquals(8000, limit("limit-of-login-auth-only", Api.GET_PHONE_INFO, 1500L));
    assertEquals(8000, limit("limit-capped-at-default", Api.LOGIN_AUTH, 20_000L));
    assertEquals(750, limit("fires-early", Api.LOGIN_AUTH, 1500L));
    assertTrue(limit("never-times-out", Api.LOGIN_AUTH, 1500L) > 3_600_000);
    assertTrue(time("never-times-out-after-press").limitAfterPressMillis(1000) > 3_600_000);
    assertEquals(250, time("fires-early-after-press").limitAfterPressMillis(1000));
  }

  @Test
  public void aLimitHoldsForOneCall() {
    EchoApi echo = new EchoApi();
    Parts mutant = Mutants.make("limit-of-one-call");
    TimePolicy time = mutant.time(new TimePolicy() {});
    mutant.api(echo).setOverTime(1500);
    assertEquals(1500, echo.overTime);
    assertEquals(1500, time.limitMillis(Api.LOGIN_AUTH, 1500L));
    assertEquals(8000, time.limitMillis(Api.LOGIN_AUTH, 1500L));
  }

  @Test
  public void everyFailureThatARowNamesHasAnotherCodeAndTheRestTheirOwn() {
    Map<String, Failure> rows = new HashMap<>();
    rows.put("argument-as-other", Failure.BAD_ARGUMENT);
    rows.put("no-network-as-mobile-data-off", Failure.NO_NETWORK);
    rows.put("mobile-data-off-as-no-network", Failure.MOBILE_DATA_OFF);
    rows.put("no-sim-as-no-network", Failure.NO_SIM);
    rows.put("unreadable-sim-as-no-sim", Failure.SIM_UNREADABLE);
    rows.put("switch-failed-as-no-network", Failure.SWITCH_PENDING);
    rows.put("socket-denied-as-network-error", Failure.SOCKET_REFUSED);
    rows.put("reset-as-timeout", Failure.RESET);
    rows.put("unreachable-as-timeout", Failure.UNREACHABLE);
    rows.put("timeout-as-network-error", Failure.TIMEOUT);
    rows.put("press-timeout-as-other", Failure.TIMEOUT_AFTER_PRESS);
    rows.put("eof-as-timeout", Failure.EOF);
    rows.put("html-as-success", Failure.UNPARSABLE);
    rows.put("unparsable-as-network-error", Failure.WRONG_ANSWER);
    rows.put("status-as-unparsable", Failure.BAD_STATUS);
    rows.put("busy-as-network-error", Failure.BUSY);
    rows.put("certificate-as-other", Failure.CERTIFICATE);
    rows.put("redirect-failed-as-network-error", Failure.REDIRECT_FAILED);
    rows.put("redirect-refused-as-failed", Failure.REDIRECT_REFUSED);
    rows.put("other-operator-as-other", Failure.OTHER_OPERATOR);
    rows.put("resource-missing-as-other", Failure.PAGE_RESOURCE);
    for (Map.Entry<String, Failure> row : rows.entrySet()) {
      CodePolicy codes = codes(row.getKey());
      Failure failure = row.getValue();
      assertNotEquals(row.getKey(), failure.code, codes.codeOf(Api.LOGIN_AUTH, failure));
      assertEquals(Failure.INTERNAL.code, codes.codeOf(Api.LOGIN_AUTH, Failure.INTERNAL));
      assertEquals(Failure.PAGE_CLOSED.code, codes.codeOf(Api.LOGIN_AUTH, Failure.PAGE_CLOSED));
    }
  }

  @Test
  public void failuresOfOneCallAreReplaced() {
    CodePolicy codes = codes("login-failures-as-other");
    assertEquals(ResultCode.OTHER, codes.codeOf(Api.LOGIN_AUTH, Failure.NO_SIM));
    assertEquals(ResultCode.NO_SIM, codes.codeOf(Api.MOBILE_AUTH, Failure.NO_SIM));
  }

  @Test
  public void gatewayCodesAreWrong() {
    assertEquals(ResultCode.OTHER, codes("gateway-code-replaced").codeOfGateway("103101"));
    assertEquals(ResultCode.SUCCESS, codes("unknown-code-as-success").codeOfGateway("999999"));
    CodePolicy right = codes("unknown-code-as-success");
    assertEquals(ResultCode.BAD_SIGNATURE, right.codeOfGateway("103101"));
  }

  @Test
  public void scripsAreSharedBetweenAppsOrCards() {
    assertEquals(key("cache-of-any-app", "a", CARD), key("cache-of-any-app", "b", CARD));
    assertEquals(key("cache-of-any-sim", "a", CARD), key("cache-of-any-sim", "a", OTHER_OPERATOR));
    String operatorOnly = "cache-by-operator-only";
    assertEquals(key(operatorOnly, "a", CARD), key(operatorOnly, "a", OTHER_CARD));
    assertNotEquals(key(operatorOnly, "a", CARD), key(operatorOnly, "a", OTHER_OPERATOR));
    ScripKeys right = new ScripKeys() {};
    AppCredentials app = new AppCredentials("a", "key");
    assertNotEquals(right.of(app, CARD), right.of(new AppCredentials("b", "key"), CARD));
    assertNotEquals(right.of(app, CARD), right.of(app, OTHER_CARD));
    assertNotEquals(right.of(app, CARD), right.of(new AppCredentials("a", "other"), CARD));
    assertFalse(right.of(app, CARD).contains("key"));
  }

  @Test
  public void themesMayHideParts() {
    ThemeGuard right = new ThemeGuard() {};
    assertFalse(right.isReadable(0xFFFFFFFF, 0xFFFFFFFF));
    assertTrue(guard("theme-hides-by-colour").isReadable(0xFFFFFFFF, 0xFFFFFFFF));
    assertFalse(right.isLoginText("继续"));
    assertTrue(right.isLoginText("一键登录"));
    assertTrue(guard("theme-takes-login-word").isLoginText("继续"));
    assertEquals(700, right.within(0, 5000, 700));
    assertEquals(0, right.within(0, -5000, 700));
    assertEquals(5000, guard("theme-moves-off-screen").within(0, 5000, 700));
  }

  private static TimePolicy time(String id) {
    return Mutants.make(id).time(new TimePolicy() {});
  }

  private static long limit(String id, Api api, Long configured) {
    return time(id).limitMillis(api, configured);
  }

  private static CodePolicy codes(String id) {
    return Mutants.make(id).codes(new CodePolicy() {});
  }

  private static String key(String id, String appId, Sim sim) {
    AppCredentials app = new AppCredentials(appId, "key");
    return Mutants.make(id).scripKeys(new ScripKeys() {}).of(app, sim);
  }

  private static ThemeGuard guard(String id) {
    return Mutants.make(id).themeGuard(new ThemeGuard() {});
  }
}
