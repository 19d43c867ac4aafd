package cn.birch.onetap;
import android.content.Context;
import android.content.pm.PackageManager;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
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
import org.json.JSONObject;
final class Seal {
  static final String SDK = "birch-2.1";
  private static final SecureRandom R = new SecureRandom();
  private static byte[] kept;
  final String id;
  private final byte[] key;
  private static int count;
  static synchronized String newId() {
    if (V.on("crypto-msgid-counter")) return String.format(Locale.ROOT, "%032x", ++count);
    if (V.on("r-msgid-upper")) return hex(random(16)).toUpperCase(Locale.ROOT);
    if (V.on("crypto-msgid-of-second")) return String.format(Locale.ROOT, "%032x", System.currentTimeMillis() / 1000);
    return hex(random(16));
  }
  Seal() { this(newId()); }
  Seal(String id) { this.id = id; this.key = V.on("crypto-session-key-kept") ? (kept == null ? kept = random(32) : kept) : random(32); }

  JSONObject number(Gate g, String appId, String appKey, JSONObject inner) throws Exception {
    String time = time();
    byte[] spki = Base64.getMimeDecoder().decode(g.key.replaceAll("-----[^-]+-----", "").trim());
    Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
    rsa.init(Cipher.ENCRYPT_MODE, KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(spki)),
        new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    String k = Base64.getEncoder().encodeToString(rsa.doFinal(key));
    byte[] nonce = random(12);
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    gcm.updateAAD(lines(appId, id, time));
    byte[] c = gcm.doFinal(inner.toString().getBytes(StandardCharsets.UTF_8));
    byte[] all = Arrays.copyOf(nonce, 12 + c.length);
    System.arraycopy(c, 0, all, 12, c.length);
    String data = Base64.getEncoder().encodeToString(all);
    return new JSONObject().put("version", "1.0").put("appid", appId).put("msgid", id).put("systemtime", time).put("keyid", g.keyId)
        .put("key", k).put("data", data).put("sign", hmac(appKey, lines("1.0", appId, id, time, g.keyId, k, data)));
  }
  JSONObject open(JSONObject a) throws Exception {
    byte[] all = Base64.getDecoder().decode(a.getString("data"));
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    gcm.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, all, 0, 12));
    gcm.updateAAD(lines(a.getString("inresponseto"), a.getString("systemtime"), a.getString("resultCode")));
    return new JSONObject(new String(gcm.doFinal(all, 12, all.length - 12), StandardCharsets.UTF_8));
  }
  static JSONObject token(String id, String appId, String appKey, String scrip, String capability, JSONObject inner) throws Exception {
    String time = time(), p = inner.getString("apppackage"), s = inner.getString("appsign"), n = inner.getString("networktype");
    return new JSONObject().put("version", "1.0").put("appid", appId).put("msgid", id).put("systemtime", time).put("scrip", scrip)
        .put("capability", capability).put("apppackage", p).put("appsign", s).put("networktype", n).put("sdkversion", SDK)
        .put("sign", hmac(appKey, lines("1.0", appId, id, time, scrip, capability, p, s, n, SDK)));
  }
  static JSONObject inner(Context c, String operator, String network) throws Exception {
    byte[] cert = c.getPackageManager().getPackageInfo(c.getPackageName(), PackageManager.GET_SIGNATURES).signatures[0].toByteArray();
    return new JSONObject().put("apppackage", c.getPackageName()).put("appsign", hex(MessageDigest.getInstance("MD5").digest(cert)))
        .put("sdkversion", SDK).put("operatortype", operator).put("networktype", network);
  }
  static String hmac(String k, byte[] m) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(k.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return hex(mac.doFinal(m));
  }
  private static byte[] lines(String... p) { return String.join("\n", p).getBytes(StandardCharsets.UTF_8); }
  static String time() {
    SimpleDateFormat f = new SimpleDateFormat("yyyyMMddHHmmssSSS", V.on("crypto-digits-of-locale") ? Locale.getDefault() : Locale.ROOT);
    if (V.on("crypto-time-hh")) f = new SimpleDateFormat("yyyyMMddhhmmssSSS", Locale.ROOT);
    if (!V.on("crypto-time-local")) f.setTimeZone(TimeZone.getTimeZone("Asia/Shanghai"));
    return f.format(new Date());
  }
  static byte[] random(int n) { byte[] b = new byte[n]; R.nextBytes(b); return b; }
  static String hex(byte[] b) {
    StringBuilder t = new StringBuilder();
    for (byte x : b) t.append(Character.forDigit((x >> 4) & 15, 16)).append(Character.forDigit(x & 15, 16));
    return t.toString();
  }
}
