package com.cmic.gen.sdk.wire;

import com.cmic.gen.sdk.policy.ResultJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.json.JSONException;
import org.json.JSONObject;

/** wire.md §2: one number request and the key that opens its answer. */
public final class NumberRequest {
  public static final String PATH = "/unisdk/rs/getPrePhonescrip";
  private static final String VERSION = "1.0";

  public final String messageId;
  private final String body;
  private final SessionCipher cipher;

  private NumberRequest(String messageId, String body, SessionCipher cipher) {
    this.messageId = messageId;
    this.body = body;
    this.cipher = cipher;
  }

  public static NumberRequest make(
      Caller caller,
      String sdkVersion,
      GatewayKey gatewayKey,
      String messageId,
      SecureRandom random)
      throws GeneralSecurityException {
    byte[] sessionKey = new byte[32];
    random.nextBytes(sessionKey);
    SessionCipher cipher = new SessionCipher(sessionKey);
    String time = caller.time;
    String data =
        cipher.seal(
            parameters(caller, sdkVersion).getBytes(StandardCharsets.UTF_8),
            Lines.of(caller.appId, messageId, time),
            random);
    String body = body(caller, messageId, time, gatewayKey.id, gatewayKey.wrap(sessionKey), data);
    return new NumberRequest(messageId, body, cipher);
  }

  public byte[] body() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  /** What a successful answer carries; throws where it does not open or lacks something. */
  public NumberAnswer open(JSONObject answer) throws GeneralSecurityException, JSONException {
    byte[] additional =
        Lines.of(
            answer.getString("inresponseto"),
            answer.getString("systemtime"),
            answer.getString("resultCode"));
    byte[] plain = cipher.open(answer.getString("data"), additional);
    return NumberAnswer.of(new JSONObject(new String(plain, StandardCharsets.UTF_8)));
  }

  static String parameters(Caller caller, String sdkVersion) {
    return ResultJson.of(
            "apppackage", caller.packageName,
            "appsign", caller.certificateMd5,
            "sdkversion", sdkVersion,
            "operatortype", caller.operatorType,
            "networktype", caller.networkType)
        .toString();
  }

  static String body(
      Caller caller, String messageId, String time, String keyId, String key, String data)
      throws GeneralSecurityException {
    byte[] signed = Lines.of(VERSION, caller.appId, messageId, time, keyId, key, data);
    return ResultJson.of(
            "version", VERSION,
            "appid", caller.appId,
            "msgid", messageId,
            "systemtime", time,
            "keyid", keyId,
            "key", key,
            "data", data,
            "sign", Signature.of(caller.appKey, signed))
        .toString();
  }
}
