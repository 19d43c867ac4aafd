package com.example.closed;

import android.content.Context;
import android.content.pm.PackageManager;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.json.JSONException;
import org.json.JSONObject;

/** The requests of one call. `mac`: HMAC-SHA256 with the app's key over the values, line by line. */
final class Request {
  final String nonce = hex(random());

  private final Context context;
  private final String appId;
  private final String appKey;

  Request(Context context, String appId, String appKey) {
    this.context = context;
    this.appId = appId;
    this.appKey = appKey;
  }

  JSONObject number() throws Exception {
    return signed("");
  }

  JSONObject ticket(String handle) throws Exception {
    return signed(handle).put("handle", handle);
  }

  private JSONObject signed(String handle)
      throws GeneralSecurityException, JSONException, PackageManager.NameNotFoundException {
    String time = String.valueOf(System.currentTimeMillis());
    String app = context.getPackageName();
    String cert = certificate();
    String message = String.join("\n", appId, nonce, time, app, cert, handle);
    return new JSONObject()
        .put("app", appId)
        .put("nonce", nonce)
        .put("time", time)
        .put("pkg", app)
        .put("cert", cert)
        .put("mac", mac(message));
  }

  private String mac(String message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(appKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return hex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
  }

  @SuppressWarnings("deprecation") // GET_SIGNING_CERTIFICATES came with API 28.
  private String certificate()
      throws GeneralSecurityException, PackageManager.NameNotFoundException {
    byte[] der =
        context
            .getPackageManager()
            .getPackageInfo(context.getPackageName(), PackageManager.GET_SIGNATURES)
            .signatures[0]
            .toByteArray();
    return hex(MessageDigest.getInstance("MD5").digest(der));
  }

  private static byte[] random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(String.format(Locale.US, "%02x", b));
    }
    return text.toString();
  }
}
