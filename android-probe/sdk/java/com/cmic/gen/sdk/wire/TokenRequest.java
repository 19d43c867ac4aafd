package com.cmic.gen.sdk.wire;

import com.cmic.gen.sdk.policy.ResultJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** wire.md §3. */
public final class TokenRequest {
  public static final String PATH = "/unisdk/rs/getAuthToken";
  private static final String VERSION = "1.0";

  public final String messageId;
  private final String body;

  private TokenRequest(String messageId, String body) {
    this.messageId = messageId;
    this.body = body;
  }

  /** `capability`: login or check. */
  public static TokenRequest make(
      Caller caller, String sdkVersion, String messageId, String scrip, String capability)
      throws GeneralSecurityException {
    String time = caller.time;
    return new TokenRequest(
        messageId, body(caller, sdkVersion, messageId, time, scrip, capability));
  }

  public byte[] body() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  static String body(
      Caller caller,
      String sdkVersion,
      String messageId,
      String time,
      String scrip,
      String capability)
      throws GeneralSecurityException {
    byte[] signed =
        Lines.of(
            VERSION,
            caller.appId,
            messageId,
            time,
            scrip,
            capability,
            caller.packageName,
            caller.certificateMd5,
            caller.networkType,
            sdkVersion);
    return ResultJson.of(
            "version", VERSION,
            "appid", caller.appId,
            "msgid", messageId,
            "systemtime", time,
            "scrip", scrip,
            "capability", capability,
            "apppackage", caller.packageName,
            "appsign", caller.certificateMd5,
            "networktype", caller.networkType,
            "sdkversion", sdkVersion,
            "sign", Signature.of(caller.appKey, signed))
        .toString();
  }
}
