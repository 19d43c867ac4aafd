package com.example.onetap;

import android.content.Context;
import android.content.pm.PackageManager;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.text.SimpleDateFormat;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.json.JSONException;
import org.json.JSONObject;

/** The formulas of the hop between SDK and gateway (docs/wire.md, 2 and 3). */
final class Wire {
  static final String SDK_VERSION = "onetap-1.0";
  private static final String VERSION = "1.0";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  private final byte[] sessionKey = random(32);
  final String messageId = hex(random(16));

  JSONObject numberRequest(Server server, String appId, String appKey, JSONObject parameters)
      throws GeneralSecurityException, JSONException {
    String time = time();
    Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
    rsa.init(Cipher.ENCRYPT_MODE, server.key, OAEP);
    String key = Base64.getEncoder().encodeToString(rsa.doFinal(sessionKey));
    String data = seal(parameters.toString(), lines(appId, messageId, time));
    byte[] signed = lines(VERSION, appId, messageId, time, server.keyId, key, data);
    return new JSONObject()
        .put("version", VERSION)
        .put("appid", appId)
        .put("msgid", messageId)
        .put("systemtime", time)
        .put("keyid", server.keyId)
        .put("key", key)
        .put("data", data)
        .put("sign", sign(appKey, signed));
  }

  JSONObject open(JSONObject answer) throws GeneralSecurityException, JSONException {
    byte[] additional =
        lines(
            answer.getString("inresponseto"),
            answer.getString("systemtime"),
            answer.getString("resultCode"));
    byte[] whole = Base64.getDecoder().decode(answer.getString("data"));
    Cipher cipher = aes(Cipher.DECRYPT_MODE, Arrays.copyOf(whole, 12), additional);
    return new JSONObject(
        new String(cipher.doFinal(whole, 12, whole.length - 12), StandardCharsets.UTF_8));
  }

  static JSONObject tokenRequest(
      String messageId, String[] app, String scrip, String capability, JSONObject parameters)
      throws GeneralSecurityException, JSONException {
    String time = time();
    String apppackage = parameters.getString("apppackage");
    String appsign = parameters.getString("appsign");
    String networktype = parameters.getString("networktype");
    byte[] signed =
        lines(
            VERSION, app[0], messageId, time, scrip, capability, apppackage, appsign, networktype,
            SDK_VERSION);
    return new JSONObject()
        .put("version", VERSION)
        .put("appid", app[0])
        .put("msgid", messageId)
        .put("systemtime", time)
        .put("scrip", scrip)
        .put("capability", capability)
        .put("apppackage", apppackage)
        .put("appsign", appsign)
        .put("networktype", networktype)
        .put("sdkversion", SDK_VERSION)
        .put("sign", sign(app[1], signed));
  }

  @SuppressWarnings("deprecation") // GET_SIGNING_CERTIFICATES came with API 28.
  static JSONObject parameters(Context context, String operator, String network)
      throws GeneralSecurityException, JSONException, PackageManager.NameNotFoundException {
    byte[] certificate =
        context
            .getPackageManager()
            .getPackageInfo(context.getPackageName(), PackageManager.GET_SIGNATURES)
            .signatures[0]
            .toByteArray();
    return new JSONObject()
        .put("apppackage", context.getPackageName())
        .put("appsign", hex(MessageDigest.getInstance("MD5").digest(certificate)))
        .put("sdkversion", SDK_VERSION)
        .put("operatortype", operator)
        .put("networktype", network);
  }

  private String seal(String text, byte[] additional) throws GeneralSecurityException {
    byte[] nonce = random(12);
    byte[] sealed =
        aes(Cipher.ENCRYPT_MODE, nonce, additional)
            .doFinal(text.getBytes(StandardCharsets.UTF_8));
    byte[] whole = Arrays.copyOf(nonce, 12 + sealed.length);
    System.arraycopy(sealed, 0, whole, 12, sealed.length);
    return Base64.getEncoder().encodeToString(whole);
  }

  private Cipher aes(int mode, byte[] nonce, byte[] additional) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(sessionKey, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(additional);
    return cipher;
  }

  private static String sign(String key, byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return hex(mac.doFinal(message));
  }

  private static byte[] lines(String... parts) {
    return String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
  }

  private static String time() {
    SimpleDateFormat format = new SimpleDateFormat("yyyyMMddHHmmssSSS", Locale.US);
    format.setTimeZone(TimeZone.getTimeZone("Asia/Shanghai"));
    return format.format(new Date());
  }

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(String.format(Locale.US, "%02x", b));
    }
    return text.toString();
  }
}
