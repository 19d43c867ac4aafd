package app.quhao.mutants;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import app.quhao.EchoApi;
import com.cmic.gen.sdk.policy.Api;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Mutants that change what a listener receives: where they show, and where they do not. */
@RunWith(Parameterized.class)
public final class ResultMutantsTest {
  private final String id;
  private final String shows;
  private final String hides;

  public ResultMutantsTest(String id, String shows, String hides) {
    this.id = id;
    this.shows = shows;
    this.hides = hides;
  }

  /** Id, a case in which it differs, a case in which it does not: "call code requestCode". */
  @Parameters(name = "{0}")
  public static Object[][] rows() {
    return new Object[][] {
      {"callback-never", "GET_PHONE_INFO 200023 7", "GET_PHONE_INFO 103000 7"},
      {"permission-refused-untold", "LOGIN_AUTH 200005 7", "LOGIN_AUTH 200023 7"},
      {"prefetch-success-twice", "GET_PHONE_INFO 103000 7", "LOGIN_AUTH 103000 7"},
      {"login-success-twice", "LOGIN_AUTH 103000 7", "MOBILE_AUTH 103000 7"},
      {"check-success-twice", "MOBILE_AUTH 103000 7", "MOBILE_AUTH 200023 7"},
      {"failure-twice", "MOBILE_AUTH 200023 7", "MOBILE_AUTH 103000 7"},
      {"request-code-lost", "GET_PHONE_INFO 103000 7", "GET_PHONE_INFO 103000 0"},
      {"request-code-lost-in-login", "LOGIN_AUTH 103000 7", "GET_PHONE_INFO 103000 7"},
      {"request-code-lost-in-check", "MOBILE_AUTH 200023 7", "LOGIN_AUTH 103000 7"},
      {"request-code-lost-on-failure", "LOGIN_AUTH 200023 7", "LOGIN_AUTH 103000 7"},
      {"request-code-minus-one", "LOGIN_AUTH 200023 7", "LOGIN_AUTH 200023 -1"},
      {"prefetch-without-code-zero", "GET_PHONE_INFO 103000 -1", "GET_PHONE_INFO 103000 7"},
      {"login-without-code-zero", "LOGIN_AUTH 103000 -1", "MOBILE_AUTH 103000 -1"},
      {"check-without-code-zero", "MOBILE_AUTH 103000 -1", "LOGIN_AUTH 103000 -1"},
      {"desc-missing", "GET_PHONE_INFO 103000 7", "LOGIN_AUTH 200023 7"},
      {"desc-missing-on-login-failure", "LOGIN_AUTH 200023 7", "LOGIN_AUTH 103000 7"},
      {"desc-missing-on-prefetch-failure", "GET_PHONE_INFO 200023 7", "GET_PHONE_INFO 103000 7"},
      {"desc-of-success-not-true", "GET_PHONE_INFO 103000 7", "GET_PHONE_INFO 200023 7"},
      {"trace-id-missing-on-failure", "MOBILE_AUTH 200023 7", "MOBILE_AUTH 103000 7"},
      {"trace-id-missing-in-prefetch", "GET_PHONE_INFO 103000 7", "LOGIN_AUTH 103000 7"},
      {"trace-id-missing-in-login", "LOGIN_AUTH 103000 7", "MOBILE_AUTH 103000 7"},
      {"trace-id-missing-in-check", "MOBILE_AUTH 103000 7", "LOGIN_AUTH 103000 7"},
      {"code-outside-guide", "LOGIN_AUTH 200023 7", "LOGIN_AUTH 103000 7"},
      {"auth-type-0-in-login", "LOGIN_AUTH 103000 7", "MOBILE_AUTH 103000 7"},
      {"auth-type-0-in-check", "MOBILE_AUTH 103000 7", "MOBILE_AUTH 200023 7"},
      {"auth-type-as-number", "MOBILE_AUTH 103000 7", "MOBILE_AUTH 200023 7"},
      {"auth-type-missing-in-check", "MOBILE_AUTH 103000 7", "LOGIN_AUTH 103000 7"},
      {"auth-type-des-missing-in-login", "LOGIN_AUTH 103000 7", "MOBILE_AUTH 103000 7"},
      {"auth-type-des-missing-in-check", "MOBILE_AUTH 103000 7", "LOGIN_AUTH 103000 7"},
      {"token-under-other-name-in-login", "LOGIN_AUTH 103000 7", "MOBILE_AUTH 103000 7"},
      {"token-under-other-name-in-check", "MOBILE_AUTH 103000 7", "LOGIN_AUTH 103000 7"},
      {"former-token-in-failure", "LOGIN_AUTH 200023 7", "LOGIN_AUTH 103000 7"},
      {"null-on-failure", "LOGIN_AUTH 200023 7", "LOGIN_AUTH 103000 7"},
      {"back-silent", "LOGIN_AUTH 200020 7", "LOGIN_AUTH 103000 7"},
      {"back-as-other", "LOGIN_AUTH 200020 7", "LOGIN_AUTH 103000 7"},
    };
  }

  @Test
  public void showsWhereItsRowSaysAndNowhereElse() {
    assertNotEquals(right(shows), mutated(shows));
    assertEquals(right(hides), mutated(hides));
  }

  private static List<String> right(String example) {
    return deliver("", example);
  }

  private List<String> mutated(String example) {
    return deliver(id, example);
  }

  private static List<String> deliver(String id, String example) {
    List<String> parts = Arrays.asList(example.split(" "));
    EchoApi echo = new EchoApi().answering(parts.get(1));
    return new ArrayList<>(
        echo.call(
            id.isEmpty() ? echo : Mutants.make(id).api(echo),
            Api.valueOf(parts.get(0)),
            Integer.parseInt(parts.get(2))));
  }
}
