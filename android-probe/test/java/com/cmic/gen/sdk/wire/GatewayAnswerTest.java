package com.cmic.gen.sdk.wire;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.cmic.gen.sdk.net.HttpAnswer;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.nio.charset.StandardCharsets;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** wire.md §2, what the SDK makes of a bad answer: a row each. */
@RunWith(Parameterized.class)
public final class GatewayAnswerTest {
  private static final String ID = "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f";

  private final int status;
  private final String body;
  private final Object expected;

  public GatewayAnswerTest(String name, int status, String body, Object expected) {
    this.status = status;
    this.body = body;
    this.expected = expected;
  }

  @Parameters(name = "{0}")
  public static Object[][] rows() {
    return new Object[][] {
      {"success passes", 200, answer("103000", ID), "103000"},
      {"a refusal passes", 200, answer("103101", ID), "103101"},
      {"a redirect passes", 200, answer("103273", ID), "103273"},
      {"a refusal without an id passes", 200, answer("103412", ""), "103412"},
      {"a code outside section 5 passes here", 200, answer("999999", ID), "999999"},
      {"white space around the object passes", 200, " " + answer("103000", ID) + "\n", "103000"},
      {"success without an id is wrong", 200, answer("103000", ""), Failure.WRONG_ANSWER},
      {"a redirect without an id is wrong", 200, answer("103273", ""), Failure.WRONG_ANSWER},
      {"another id is wrong", 200, answer("103000", "1f"), Failure.WRONG_ANSWER},
      {"no id is wrong", 200, "{\"resultCode\":\"103000\"}", Failure.WRONG_ANSWER},
      {
        "a code that is a number is wrong",
        200,
        "{\"resultCode\":103000,\"inresponseto\":\"" + ID + "\"}",
        Failure.WRONG_ANSWER
      },
      {"no code is wrong", 200, "{\"inresponseto\":\"" + ID + "\"}", Failure.WRONG_ANSWER},
      {"a page is unparsable", 200, "<html><body>充值</body></html>", Failure.UNPARSABLE},
      {"a cut object is unparsable", 200, "{\"resultCode\":\"1030", Failure.UNPARSABLE},
      {
        "something after the object is unparsable",
        200,
        answer("103000", ID) + "x",
        Failure.UNPARSABLE
      },
      {"a list is unparsable", 200, "[]", Failure.UNPARSABLE},
      {"nothing is unparsable", 200, "", Failure.UNPARSABLE},
      {"503 is busy", 503, "", Failure.BUSY},
      {"500 is a bad status", 500, answer("103000", ID), Failure.BAD_STATUS},
      {"302 is a bad status", 302, "", Failure.BAD_STATUS},
      {"404 is a bad status", 404, "", Failure.BAD_STATUS},
    };
  }

  @Test
  public void isJudged() throws Exception {
    HttpAnswer answer = new HttpAnswer(status, body.getBytes(StandardCharsets.UTF_8));
    if (expected instanceof String) {
      GatewayAnswer judged = GatewayAnswer.judge(answer, ID);
      assertEquals(expected, judged.resultCode);
      assertEquals(expected.equals("103000"), judged.isSuccess());
      assertEquals(expected.equals("103273"), judged.isRedirect());
      return;
    }
    FailureException thrown =
        assertThrows(FailureException.class, () -> GatewayAnswer.judge(answer, ID));
    assertEquals(expected, thrown.failure);
    assertTrue(thrown.getMessage().length() > 0);
  }

  private static String answer(String code, String id) {
    return "{\"inresponseto\":\""
        + id
        + "\",\"systemtime\":\"20261123120000000\",\"resultCode\":\""
        + code
        + "\",\"desc\":\"x\"}";
  }
}
