package com.lotus.onekey;

import android.content.Context;
import android.content.pm.PackageManager;
import android.util.Base64;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.text.SimpleDateFormat;
import java.util.Arrays;
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

/** Formulas of wire.md, 2 and 3. */
final class Wire {
  static final String SDK = "lotus-5.9.4";
  private static final SecureRandom RANDOM = new SecureRandom();
  final byte[] session = random(32);
  final String msgid;

  Wire(String msgid) {
    this.msgid = msgid;
  }

  static byte[] random(int n) {
    byte[] b = new byte[n];
    RANDOM.nextBytes(b);
    return b;
  }

  static String hex(byte[] bytes) {
    char[] digits = "0123456789abcdef".toCharArray();
    StringBuilder s = new StringBuilder(bytes.length * 2);
    for (byte b : bytes) {
      s.append(digits[(b >> 4) & 15]).append(digits[b & 15]);
    }
    return s.toString();
  }

  static String time() {
    SimpleDateFormat f =
        Variant.is("locale-digits")
            ? new SimpleDateFormat("yyyyMMddHHmmssSSS", Locale.getDefault())
            : new SimpleDateFormat("yyyyMMddHHmmssSSS", Locale.ROOT);
    f.setTimeZone(TimeZone.getTimeZone("Asia/Shanghai"));
    return f.format(new Date());
  }

  static byte[] utf8(String s) {
    return s.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] lines(String... parts) {
    return utf8(String.join("\n", parts));
  }

  static String hmac(String key, byte[] message) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(utf8(key), "HmacSHA256"));
    return hex(mac.doFinal(message));
  }

  private Cipher gcm(int mode, byte[] nonce, byte[] aad) throws Exception {
    Cipher c = Cipher.getInstance("AES/GCM/NoPadding");
    c.init(mode, new SecretKeySpec(session, "AES"), new GCMParameterSpec(128, nonce));
    c.updateAAD(aad);
    return c;
  }

  @SuppressWarnings("deprecation")
  static String certificate(Context context) throws PackageManager.NameNotFoundException {
    try {
      return hex(
          MessageDigest.getInstance("MD5")
              .digest(
                  context
                      .getPackageManager()
                      .getPackageInfo(context.getPackageName(), PackageManager.GET_SIGNATURES)
                      .signatures[0]
                      .toByteArray()));
    } catch (java.security.NoSuchAlgorithmException error) {
      throw new AssertionError(error);
    }
  }

  JSONObject number(Setup setup, Context context, String appId, String appKey, JSONObject type)
      throws Exception {
    String time = time();
    Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
    rsa.init(
        Cipher.ENCRYPT_MODE,
        setup.key,
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    String key = Base64.encodeToString(rsa.doFinal(session), Base64.NO_WRAP);
    JSONObject inner =
        new JSONObject()
            .put("apppackage", context.getPackageName())
            .put("appsign", certificate(context))
            .put("sdkversion", SDK)
            .put("operatortype", type.getString("operatortype"))
            .put("networktype", type.getString("networktype"));
    byte[] nonce = random(12);
    byte[] sealed =
        gcm(Cipher.ENCRYPT_MODE, nonce, lines(appId, msgid, time))
            .doFinal(utf8(inner.toString()));
    byte[] whole = Arrays.copyOf(nonce, 12 + sealed.length);
    System.arraycopy(sealed, 0, whole, 12, sealed.length);
    String data = Base64.encodeToString(whole, Base64.NO_WRAP);
    return new JSONObject()
        .put("version", "1.0")
        .put("appid", appId)
        .put("msgid", msgid)
        .put("systemtime", time)
        .put("keyid", setup.keyId)
        .put("key", key)
        .put("data", data)
        .put("sign", hmac(appKey, lines("1.0", appId, msgid, time, setup.keyId, key, data)));
  }

  JSONObject open(JSONObject answer) throws Fault {
    try {
      byte[] whole = Base64.decode(answer.getString("data"), Base64.NO_WRAP);
      Cipher c =
          gcm(
              Cipher.DECRYPT_MODE,
              Arrays.copyOf(whole, 12),
              lines(
                  answer.getString("inresponseto"),
                  answer.getString("systemtime"),
                  answer.getString("resultCode")));
      return new JSONObject(
          new String(c.doFinal(whole, 12, whole.length - 12), StandardCharsets.UTF_8));
    } catch (Exception error) {
      throw new Fault("200021", "the answer does not open");
    }
  }

  JSONObject token(
      Context context, String appId, String appKey, String scrip, String capability, String type)
      throws Exception {
    String time = time();
    String pack = context.getPackageName();
    String cert = certificate(context);
    return new JSONObject()
        .put("version", "1.0")
        .put("appid", appId)
        .put("msgid", msgid)
        .put("systemtime", time)
        .put("scrip", scrip)
        .put("capability", capability)
        .put("apppackage", pack)
        .put("appsign", cert)
        .put("networktype", type)
        .put("sdkversion", SDK)
        .put(
            "sign",
            hmac(
                appKey,
                lines("1.0", appId, msgid, time, scrip, capability, pack, cert, type, SDK)));
  }

  /** The checks that both answers have in common. */
  JSONObject check(String text) throws Fault {
    try {
      JSONObject answer = new JSONObject(text);
      Object code = answer.opt("resultCode");
      Object to = answer.opt("inresponseto");
      if (Variant.is("lenient-code") && code != null) {
        answer.put("resultCode", String.valueOf(code));
        code = String.valueOf(code);
      }
      if (!(code instanceof String) || !(to instanceof String)) {
        throw new Fault("200021", "the answer lacks what it must have");
      }
      if (!Variant.is("any-answer") && !to.equals(msgid) && !(to.equals("") && !code.equals("103000"))) {
        throw new Fault("200021", "the answer is to another request");
      }
      return answer;
    } catch (JSONException error) {
      throw new Fault("200021", "the answer is no JSON");
    }
  }
}
