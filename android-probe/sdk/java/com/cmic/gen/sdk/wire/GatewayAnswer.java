package com.cmic.gen.sdk.wire;

import com.cmic.gen.sdk.net.HttpAnswer;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.json.JSONException;
import org.json.JSONObject;
import org.json.JSONTokener;

/** wire.md §2, what the SDK makes of a bad answer: the first judgement, common to both requests. */
public final class GatewayAnswer {
  public static final String SUCCESS = "103000";

  /** Repeat the request at the other operator; never reaches an app. */
  public static final String REDIRECT = "103273";

  public final String resultCode;
  public final JSONObject json;

  private GatewayAnswer(String resultCode, JSONObject json) {
    this.resultCode = resultCode;
    this.json = json;
  }

  public static GatewayAnswer judge(HttpAnswer answer, String messageId) throws FailureException {
    if (answer.status == 503) {
      throw new FailureException(Failure.BUSY, "HTTP status 503");
    }
    if (answer.status != 200) {
      throw new FailureException(Failure.BAD_STATUS, "HTTP status " + answer.status);
    }
    JSONObject json = parse(answer.body);
    Object code = json.opt("resultCode");
    if (!(code instanceof String)) {
      throw wrong("resultCode is not a string");
    }
    Object responseTo = json.opt("inresponseto");
    // A gateway that could not read the request's msgid refuses with "".
    boolean isRefusalWithoutId =
        "".equals(responseTo) && !SUCCESS.equals(code) && !REDIRECT.equals(code);
    if (!messageId.equals(responseTo) && !isRefusalWithoutId) {
      throw wrong("inresponseto is another");
    }
    return new GatewayAnswer((String) code, json);
  }

  public boolean isSuccess() {
    return SUCCESS.equals(resultCode);
  }

  public boolean isRedirect() {
    return REDIRECT.equals(resultCode);
  }

  /** A field that must be a string with something in it. */
  public String text(String field) throws FailureException {
    Object value = json.opt(field);
    if (value instanceof String && !((String) value).isEmpty()) {
      return (String) value;
    }
    throw wrong(field + " is missing");
  }

  private static JSONObject parse(byte[] body) throws FailureException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      // org.json reads on leniently where the text does not begin like an object.
      if (!text.trim().startsWith("{")) {
        throw new JSONException("not an object");
      }
      JSONTokener tokens = new JSONTokener(text);
      JSONObject object = (JSONObject) tokens.nextValue();
      if (tokens.nextClean() != 0) {
        throw new JSONException("something follows the object");
      }
      return object;
    } catch (CharacterCodingException | JSONException error) {
      throw new FailureException(Failure.UNPARSABLE, error);
    }
  }

  private static FailureException wrong(String detail) {
    return new FailureException(Failure.WRONG_ANSWER, detail);
  }
}
