package com.lindenpass.login;

import org.json.JSONException;
import org.json.JSONObject;
import org.json.JSONTokener;

/** Reads an answer of the gateway. */
final class Judge {
  private Judge() {}

  /** The answer's fields, its result code being success or a redirect; else a failure. */
  static JSONObject fields(Reply reply, String messageId) throws Failure {
    if (reply.status == 503) {
      throw new Failure("200082", "the gateway is busy");
    }
    if (reply.status != 200) {
      throw new Failure(Codes.NETWORK, "HTTP status " + reply.status);
    }
    JSONObject fields = parse(reply.text, Codes.BAD_ANSWER);
    String code = code(fields, messageId, Codes.BAD_ANSWER);
    if (code.equals(Codes.SUCCESS) || code.equals(Codes.REDIRECT)) {
      return fields;
    }
    throw new Failure(
        Codes.isDocumented(code) ? code : Codes.OTHER, "the gateway refuses with " + code);
  }

  /** The same after a redirect. */
  static JSONObject redirected(Reply reply, String messageId) throws Failure {
    if (reply.status != 200) {
      throw new Failure("200038", "HTTP status " + reply.status);
    }
    JSONObject fields = parse(reply.text, "200039");
    String code = code(fields, messageId, "200039");
    if (code.equals(Codes.SUCCESS)) {
      return fields;
    }
    throw new Failure(
        Codes.isDocumented(code) ? code : "200039", "the gateway refuses with " + code);
  }

  static String text(JSONObject fields, String name) throws Failure {
    Object value = fields.opt(name);
    if (!(value instanceof String) || ((String) value).isEmpty()) {
      throw new Failure(Codes.BAD_ANSWER, "the answer has no " + name);
    }
    return (String) value;
  }

  private static JSONObject parse(String text, String otherwise) throws Failure {
    try {
      JSONTokener tokens = new JSONTokener(text);
      Object value = tokens.nextValue();
      if (value instanceof JSONObject && tokens.nextClean() == 0) {
        return (JSONObject) value;
      }
    } catch (JSONException error) {
      throw new Failure(otherwise, "the answer is no JSON");
    }
    throw new Failure(otherwise, "the answer is no JSON object");
  }

  private static String code(JSONObject fields, String messageId, String otherwise)
      throws Failure {
    Object code = fields.opt("resultCode");
    Object echo = fields.opt("inresponseto");
    boolean isRefusal = code instanceof String && !code.equals(Codes.SUCCESS);
    if (!(code instanceof String)
        || !(messageId.equals(echo) || (isRefusal && "".equals(echo)))) {
      throw new Failure(otherwise, "the answer belongs to another request");
    }
    return (String) code;
  }
}
