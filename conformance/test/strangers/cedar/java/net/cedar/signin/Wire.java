package net.cedar.signin;

import android.util.Base64;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** Formulas of the gateway. */
final class Wire {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private Wire() {}

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
    }
    return text.toString();
  }

  static String id() {
    return Kind.is("r-uuid") ? java.util.UUID.randomUUID().toString() : hex(random(16));
  }

  static String lines(String... parts) {
    return String.join("\n", parts);
  }

  static String now() {
    SimpleDateFormat format = new SimpleDateFormat("yyyyMMddHHmmssSSS", Locale.ROOT);
    format.setTimeZone(TimeZone.getTimeZone("Asia/Shanghai"));
    return format.format(new Date());
  }

  static String sign(String key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return hex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  static String md5(byte[] bytes) throws Exception {
    return hex(MessageDigest.getInstance("MD5").digest(bytes));
  }

  static String base64(byte[] bytes) {
    return Base64.encodeToString(bytes, Base64.NO_WRAP);
  }

  static String wrap(String pem, byte[] key) throws Exception {
    String body = pem.replaceAll("-----[^-]+-----", "").replaceAll("\\s", "");
    PublicKey publicKey =
        KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(Base64.decode(body, Base64.DEFAULT)));
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        publicKey,
        new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    return base64(cipher.doFinal(key));
  }

  static String seal(byte[] key, String plain, String extra) throws Exception {
    byte[] nonce = random(12);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(extra.getBytes(StandardCharsets.UTF_8));
    byte[] sealed = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
    byte[] all = new byte[12 + sealed.length];
    System.arraycopy(nonce, 0, all, 0, 12);
    System.arraycopy(sealed, 0, all, 12, sealed.length);
    return base64(all);
  }

  static String open(byte[] key, String data, String extra) throws Exception {
    byte[] all = Base64.decode(data, Base64.DEFAULT);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, all, 0, 12));
    cipher.updateAAD(extra.getBytes(StandardCharsets.UTF_8));
    return new String(cipher.doFinal(all, 12, all.length - 12), StandardCharsets.UTF_8);
  }
}
