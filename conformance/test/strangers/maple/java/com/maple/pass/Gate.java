package com.maple.pass;

import android.content.Context;
import android.content.pm.PackageInfo;
import android.content.pm.PackageManager;
import android.util.Base64;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.json.JSONException;
import org.json.JSONObject;

/** Where the gateway is and how it is spoken to. */
final class Gate {
  static final String VERSION = "maple-3.1";
  static final String NUMBER_PATH = "/unisdk/rs/getPrePhonescrip";
  final String mobile;
  final String unicom;
  final String telecom;
  final String token;
  private final String keyId;
  private final PublicKey sealing;
  private final X509Certificate root;
  private final SSLContext tls;
  private static byte[] sharedKey;
  private static long sharedAt;

  Gate(String mobile, String unicom, String telecom, String token, String rootPem, String keyId, String keyPem) {
    this.mobile = mobile;
    this.unicom = unicom;
    this.telecom = telecom;
    this.token = token;
    this.keyId = keyId;
    try {
      sealing = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(pem(keyPem)));
      root = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem(rootPem)));
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("root", root);
      TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      TrustManager[] trust = factory.getTrustManagers();
      if (F.on("w24")) trust = new TrustManager[] {new Dateless((X509TrustManager) trust[0])};
      tls = SSLContext.getInstance("TLS");
      tls.init(null, trust, null);
    } catch (Exception e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static byte[] pem(String text) {
    return Base64.decode(text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", ""), Base64.DEFAULT);
  }

  SSLEngine engine(String host, int port) {
    SSLEngine engine = tls.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    if (!F.on("w25") || !host.startsWith("token")) {
      SSLParameters how = engine.getSSLParameters();
      how.setEndpointIdentificationAlgorithm("HTTPS");
      engine.setSSLParameters(how);
    }
    return engine;
  }

  /** One question and what opens its answer. */
  static final class Ask {
    String id;
    String json;
    byte[] session;
  }

  Ask number(Trip trip, Context context, Radio radio) throws Exception {
    Ask ask = new Ask();
    ask.id = trip.trace;
    ask.session = new byte[32];
    new SecureRandom().nextBytes(ask.session);
    if (F.on("w16")) {
      synchronized (Gate.class) {
        if (sharedKey != null && System.currentTimeMillis() - sharedAt < 500) ask.session = sharedKey;
        sharedKey = ask.session;
        sharedAt = System.currentTimeMillis();
      }
    }
    String time = now();
    JSONObject inner = new JSONObject().put("apppackage", context.getPackageName()).put("appsign", certificate(context))
        .put("sdkversion", VERSION).put("operatortype", radio.operator()).put("networktype", radio.networkSent());
    Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
    rsa.init(Cipher.ENCRYPT_MODE, sealing, new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    String key = b64(rsa.doFinal(ask.session));
    byte[] nonce = new byte[12];
    new SecureRandom().nextBytes(nonce);
    Cipher aes = Cipher.getInstance("AES/GCM/NoPadding");
    aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(ask.session, "AES"), new GCMParameterSpec(128, nonce));
    aes.updateAAD(utf(trip.app + "\n" + ask.id + "\n" + time));
    byte[] sealed = aes.doFinal(utf(inner.toString()));
    byte[] both = new byte[12 + sealed.length];
    System.arraycopy(nonce, 0, both, 0, 12);
    System.arraycopy(sealed, 0, both, 12, sealed.length);
    String data = b64(both);
    String sign = sign(trip.key, "1.0", trip.app, ask.id, time, keyId, key, data);
    ask.json = F.on("w13")
        ? "{\"version\":\"1.0\",\"appid\":\"" + trip.app + "\",\"msgid\":\"" + ask.id + "\",\"systemtime\":\"" + time + "\",\"keyid\":\"" + keyId
            + "\",\"key\":\"" + key + "\",\"data\":\"" + data + "\",\"sign\":\"" + sign + "\"}"
        : new JSONObject().put("version", "1.0").put("appid", trip.app).put("msgid", ask.id).put("systemtime", time).put("keyid", keyId)
            .put("key", key).put("data", data).put("sign", sign).toString();
    return ask;
  }

  Ask token(Trip trip, Context context, Radio radio, Scrip scrip) throws Exception {
    Ask ask = new Ask();
    ask.id = trip.trace;
    String time = now();
    String want = (F.on("w124") ? Maple.lastKind : trip.kind).equals("login") || F.on("w55") && trip.fromCache ? "login" : "check";
    String sign = certificate(context);
    String network = radio.networkSent();
    String[] all = {"1.0", trip.app, ask.id, time, scrip.value, want, context.getPackageName(), sign, network, VERSION};
    ask.json = new JSONObject().put("version", "1.0").put("appid", trip.app).put("msgid", ask.id).put("systemtime", time).put("scrip", scrip.value)
        .put("capability", want).put("apppackage", context.getPackageName()).put("appsign", sign).put("networktype", network)
        .put("sdkversion", VERSION).put("sign", sign(trip.key, all)).toString();
    return ask;
  }

  /** The fields of an answer that fits its question and says 103000. */
  JSONObject read(Ask ask, String text, Trip trip, boolean token, boolean redirected) throws Trouble {
    String parse = redirected ? "200039" : "M-PARSE";
    JSONObject it;
    String code;
    try {
      if (F.on("w260") && Math.max(text.indexOf("\"token\""), text.indexOf("\"data\"")) >= 0 && text.indexOf("\"resultCode\"") > Math.max(text.indexOf("\"token\""), text.indexOf("\"data\""))) throw new JSONException("order");
      if (F.on("w261") && text.contains("\n")) throw new JSONException("line");
      it = F.on("w03") ? scan(text) : new JSONObject(text);
      if (F.on("w02") || F.on("w04")) {
        if (F.on("w04") && !it.getString("desc").isEmpty()) it.getString("desc");
        if (F.on("w02")) for (java.util.Iterator<String> i = it.keys(); i.hasNext(); ) if (!(it.get(i.next()) instanceof String)) throw new JSONException("field");
      }
      Object raw = it.get("resultCode");
      if (!(raw instanceof String) && !F.on("w71")) throw new JSONException("code");
      code = String.valueOf(raw);
      Object to = it.get("inresponseto");
      boolean blank = "".equals(to) && !code.equals("103000");
      boolean lax = F.on("w72") && token && trip.kind.equals("login");
      if (!ask.id.equals(to) && !blank && !lax) throw new JSONException("answer to another");
    } catch (JSONException e) {
      throw new Trouble(parse, "数据解析异常");
    }
    if (code.equals("103000") || code.equals("103273") && !token && !redirected) return it;
    if (F.on("w11") && trip.kind.equals("login") && (code.equals("105302") || code.equals("105313"))) throw new Trouble("200025", "其他错误");
    if (!Codes.known(code)) throw new Trouble(redirected ? "200039" : "M-OTHER", "网关返回 " + code);
    if (F.on("w87") && code.startsWith("105")) throw new Trouble(code, "");
    throw new Trouble(code, Codes.say(code));
  }

  private static JSONObject scan(String text) throws JSONException {
    if (!text.trim().startsWith("{")) throw new JSONException("no object");
    JSONObject out = new JSONObject();
    Matcher m = Pattern.compile("\"(\\w+)\"\\s*:\\s*\"([^\"]*)\"").matcher(text);
    while (m.find()) out.put(m.group(1), m.group(2));
    return out;
  }

  Scrip open(Ask ask, JSONObject answer, boolean redirected, Radio radio, Vault vault) throws Trouble {
    try {
      byte[] data = Base64.decode(answer.getString("data"), Base64.DEFAULT);
      Cipher aes = Cipher.getInstance("AES/GCM/NoPadding");
      aes.init(Cipher.DECRYPT_MODE, new SecretKeySpec(ask.session, "AES"), new GCMParameterSpec(128, data, 0, 12));
      aes.updateAAD(utf(answer.getString("inresponseto") + "\n" + answer.getString("systemtime") + "\n" + answer.getString("resultCode")));
      JSONObject inner = new JSONObject(new String(aes.doFinal(data, 12, data.length - 12), StandardCharsets.UTF_8));
      Scrip it = new Scrip();
      it.value = inner.getString("scrip");
      it.number = F.on("w69") ? inner.optString("securityphone") : inner.getString("securityphone");
      it.operator = inner.optString("operatortype", "0");
      it.life = (long) (Double.parseDouble(inner.optString("scripexpiresin", "0")) * 1000);
      if (F.on("w253")) it.life = Math.max(it.life, 60000);
      if (F.on("w05") && it.life > 86400_000L) it.life /= 1000;
      if (it.value.isEmpty() || it.number.isEmpty() && !F.on("w69")) throw new JSONException("empty");
      it.bornWall = System.currentTimeMillis();
      it.bornUp = android.os.SystemClock.elapsedRealtime();
      it.boot = vault.boot();
      it.sim = radio.sim();
      it.trace = ask.id;
      return it;
    } catch (JSONException | GeneralSecurityException | RuntimeException e) {
      throw new Trouble(redirected ? "200039" : "M-PARSE", "数据解析异常");
    }
  }

  static String now() {
    SimpleDateFormat form = new SimpleDateFormat(F.on("w15") ? "YYYYMMddHHmmssSSS" : "yyyyMMddHHmmssSSS", Locale.ROOT);
    form.setTimeZone(TimeZone.getTimeZone("Asia/Shanghai"));
    if (F.on("w65")) TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
    return form.format(new Date());
  }

  private static String sign(String key, String... lines) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(utf(key), "HmacSHA256"));
    return hex(mac.doFinal(utf(String.join("\n", lines))));
  }

  @SuppressWarnings("deprecation")
  private static String certificate(Context context) throws Exception {
    PackageInfo info = context.getPackageManager().getPackageInfo(context.getPackageName(), PackageManager.GET_SIGNATURES);
    return hex(MessageDigest.getInstance("MD5").digest(info.signatures[0].toByteArray()));
  }

  private static String hex(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (byte b : bytes) out.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
    return out.toString();
  }

  private static String b64(byte[] bytes) {
    return Base64.encodeToString(bytes, Base64.NO_WRAP);
  }

  private static byte[] utf(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Wrong on purpose (w24): a chain that is only out of its dates is taken. */
  static final class Dateless extends X509ExtendedTrustManager {
    private final X509TrustManager inner;

    Dateless(X509TrustManager inner) {
      this.inner = inner;
    }

    private void look(X509Certificate[] chain, String how) throws CertificateException {
      try {
        inner.checkServerTrusted(chain, how);
      } catch (CertificateException e) {
        for (Throwable t = e; t != null; t = t.getCause())
          if (t instanceof java.security.cert.CertificateExpiredException) return;
        throw e;
      }
    }

    @Override public void checkServerTrusted(X509Certificate[] c, String h) throws CertificateException { look(c, h); }
    @Override public void checkServerTrusted(X509Certificate[] c, String h, java.net.Socket s) throws CertificateException { look(c, h); }
    @Override public void checkServerTrusted(X509Certificate[] c, String h, SSLEngine e) throws CertificateException { look(c, h); }
    @Override public void checkClientTrusted(X509Certificate[] c, String h) {}
    @Override public void checkClientTrusted(X509Certificate[] c, String h, java.net.Socket s) {}
    @Override public void checkClientTrusted(X509Certificate[] c, String h, SSLEngine e) {}
    @Override public X509Certificate[] getAcceptedIssuers() { return inner.getAcceptedIssuers(); }
  }
}
