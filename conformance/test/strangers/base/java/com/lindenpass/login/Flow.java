package com.lindenpass.login;

import android.content.Context;
import android.net.Network;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.json.JSONException;
import org.json.JSONObject;

/** The conversations with the gateway. */
final class Flow {
  private static final String VERSION = "1.0";
  private static final String SDK_VERSION = "lindenpass-2.3";

  private final Context context;
  private final Device device;
  private final ScripStore store;
  private final Gateway gateway;

  Flow(Context context, Device device, ScripStore store, Gateway gateway) {
    this.context = context;
    this.device = device;
    this.store = store;
    this.gateway = gateway;
  }

  /** The cached scrip, or one that is asked for over mobile data. `isCheck`: for mobileAuth. */
  Scrip scrip(Call call, boolean isCheck) throws Exception {
    Scrip cached = store.find(call.appId, device.sim());
    return cached != null ? cached : fetch(call, isCheck);
  }

  private Scrip fetch(Call call, boolean isCheck) throws Exception {
    device.requireMobileData();
    int generation = store.generation();
    String sim = device.sim();
    String messageId = Bytes.hex(Bytes.random(16));
    call.traced(messageId);
    Envelope envelope = new Envelope();
    String body = numberRequest(call, messageId, envelope);
    JSONObject answer;
    try (Cellular cellular = new Cellular(context)) {
      Network network = cellular.await(call);
      String url = gateway.numberUrl(device);
      answer = Judge.fields(Transport.post(call, url, network, null, body), messageId);
      if (answer.getString("resultCode").equals(Codes.REDIRECT)) {
        answer = follow(call, answer, messageId, network, body, isCheck);
      }
    }
    JSONObject opened = open(answer, envelope);
    Scrip scrip =
        new Scrip(
            Judge.text(opened, "scrip"),
            Judge.text(opened, "securityphone"),
            Judge.text(opened, "operatortype"));
    long lifeMs = seconds(Judge.text(opened, "scripexpiresin")) * 1000;
    if (!call.isOver()) {
      store.put(call.appId, scrip, sim, lifeMs, generation);
    }
    return scrip;
  }

  private JSONObject follow(
      Call call, JSONObject answer, String messageId, Network network, String body, boolean isCheck)
      throws Failure {
    String url = answer.optString("redirect");
    if (!gateway.mayRedirectTo(url)) {
      throw new Failure("200038", "the redirect leads to an unknown place");
    }
    if (isCheck) {
      throw new Failure("200080", "numbers of other operators are not verified");
    }
    Reply reply;
    try {
      reply = Transport.post(call, url, network, null, body);
    } catch (Failure error) {
      throw error.code.equals(Codes.TIMEOUT) ? error : new Failure("200038", error.getMessage());
    }
    return Judge.redirected(reply, messageId);
  }

  private static JSONObject open(JSONObject answer, Envelope envelope) throws Failure {
    byte[] additional =
        Bytes.lines(
            answer.optString("inresponseto"),
            answer.optString("systemtime"),
            answer.optString("resultCode"));
    try {
      return new JSONObject(envelope.open(Judge.text(answer, "data"), additional));
    } catch (GeneralSecurityException | JSONException | IllegalArgumentException error) {
      throw new Failure(Codes.BAD_ANSWER, "the answer does not open");
    }
  }

  private static long seconds(String text) throws Failure {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException error) {
      throw new Failure(Codes.BAD_ANSWER, "the scrip's life is no number");
    }
  }

  private String numberRequest(Call call, String messageId, Envelope envelope) throws Exception {
    JSONObject inner =
        new JSONObject()
            .put("apppackage", device.appPackage())
            .put("appsign", device.appSign())
            .put("sdkversion", SDK_VERSION)
            .put("operatortype", device.operator())
            .put("networktype", device.networks());
    String time = WireTime.now();
    String key = envelope.wrapKey(gateway.key);
    String data = envelope.seal(inner.toString(), Bytes.lines(call.appId, messageId, time));
    return new JSONObject()
        .put("version", VERSION)
        .put("appid", call.appId)
        .put("msgid", messageId)
        .put("systemtime", time)
        .put("keyid", gateway.keyId)
        .put("key", key)
        .put("data", data)
        .put(
            "sign",
            sign(
                call.appKey, VERSION, call.appId, messageId, time, gateway.keyId, key, data))
        .toString();
  }

  /** What the app gets for a scrip: the fields of a successful answer. */
  JSONObject token(Call call, Scrip scrip, String capability) throws Exception {
    device.requireNetwork();
    String messageId = Bytes.hex(Bytes.random(16));
    call.traced(messageId);
    String networks = device.networks();
    String body = tokenRequest(call, messageId, scrip, capability, networks);
    JSONObject answer;
    try {
      Reply reply = Transport.post(call, gateway.tokenUrl, null, gateway.tls, body);
      answer = Judge.fields(reply, messageId);
    } catch (Failure error) {
      if (error.code.equals(Codes.SCRIP_GONE)) {
        store.drop(call.appId);
      }
      throw error;
    }
    if (answer.getString("resultCode").equals(Codes.REDIRECT)) {
      throw new Failure(Codes.OTHER, "the gateway redirects a token request");
    }
    boolean isMobileOnly = networks.equals("1");
    return new JSONObject()
        .put("token", Judge.text(answer, "token"))
        .put("authType", isMobileOnly ? "2" : "1")
        .put("authTypeDes", isMobileOnly ? "网关鉴权" : "WiFi下网关鉴权");
  }

  private String tokenRequest(
      Call call, String messageId, Scrip scrip, String capability, String networks)
      throws Exception {
    String time = WireTime.now();
    String appPackage = device.appPackage();
    String appSign = device.appSign();
    return new JSONObject()
        .put("version", VERSION)
        .put("appid", call.appId)
        .put("msgid", messageId)
        .put("systemtime", time)
        .put("scrip", scrip.text)
        .put("capability", capability)
        .put("apppackage", appPackage)
        .put("appsign", appSign)
        .put("networktype", networks)
        .put("sdkversion", SDK_VERSION)
        .put(
            "sign",
            sign(
                call.appKey, VERSION, call.appId, messageId, time, scrip.text, capability,
                appPackage, appSign, networks, SDK_VERSION))
        .toString();
  }

  private static String sign(String key, String... lines) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return Bytes.hex(mac.doFinal(Bytes.lines(lines)));
  }
}
