package app.quhao.variants;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import app.quhao.EchoApi;
import com.cmic.gen.sdk.flow.MessageIds;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.CodePolicy;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.policy.TimePolicy;
import org.json.JSONObject;
import org.junit.Test;

/** Variants that need no Android: their difference, and that they stay right. */
public final class ResultVariantsTest {
  @Test
  public void theDescriptionStandsInOneOfTheGuidesFields() throws Exception {
    assertEquals("true", result("result-string").getString("resultString"));
    assertEquals("true", result("result-desc").getString("resultDesc"));
    assertFalse(result("result-desc").has("desc"));
  }

  @Test
  public void moreFieldsLeaveTheOthersAlone() throws Exception {
    JSONObject result = result("more-result-fields");
    assertEquals("103000", result.getString("resultCode"));
    assertEquals("t", result.getString("token"));
    assertTrue(result.length() > 6);
  }

  @Test
  public void theOtherCodeOfAPairIsDelivered() {
    CodePolicy codes = Variants.make("legacy-codes").codes(new CodePolicy() {});
    assertEquals("102101", codes.codeOf(Api.LOGIN_AUTH, Failure.NO_NETWORK).code);
    assertEquals("102102", codes.codeOf(Api.LOGIN_AUTH, Failure.RESET).code);
    assertEquals("102103", codes.codeOf(Api.LOGIN_AUTH, Failure.MOBILE_DATA_OFF).code);
    assertEquals("102203", codes.codeOf(Api.LOGIN_AUTH, Failure.BAD_ARGUMENT).code);
    assertEquals("102223", codes.codeOf(Api.LOGIN_AUTH, Failure.UNPARSABLE).code);
    assertEquals(ResultCode.TIMEOUT, codes.codeOf(Api.LOGIN_AUTH, Failure.TIMEOUT));
  }

  @Test
  public void messageIdsDifferAndHaveAtMost36Characters() {
    MessageIds ids = Variants.make("uuid-message-ids").messageIds(() -> "id");
    assertEquals(36, ids.next().length());
    assertNotEquals(ids.next(), ids.next());
  }

  @Test
  public void theLimitStartsAfreshAtThePress() {
    TimePolicy time = Variants.make("limit-afresh-at-press").time(new TimePolicy() {});
    assertEquals(1500, time.limitMillis(Api.LOGIN_AUTH, 1500L));
    assertEquals(1500, time.limitAfterPressMillis(20));
  }

  @Test
  public void aListenerCanBeTakenBack() {
    EchoApi echo = new EchoApi();
    Variants.make("page-in-200ms-later").api(echo).setPageInListener(null);
    assertEquals(null, echo.pageInListener);
  }

  private static JSONObject result(String id) throws Exception {
    EchoApi echo = new EchoApi();
    String line = echo.call(Variants.make(id).api(echo), Api.LOGIN_AUTH, 1).get(0);
    return new JSONObject(line.substring(line.indexOf('{')));
  }
}
