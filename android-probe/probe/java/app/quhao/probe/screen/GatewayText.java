package app.quhao.probe.screen;

import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.json.JSONObject;

/**
 * A gateway as a person types it or a QR code holds it (PROTOCOL.md, "The screen"): the JSON of
 * configure's `gateway`; or the address of number requests, that of token requests, `keyId NAME` and
 * the PEM of root and public key, in any lines.
 */
final class GatewayText {
  private static final Pattern URL = Pattern.compile("https?://[^\\s/]+(?:/\\S*)?");
  private static final Pattern KEY_ID = Pattern.compile("(?m)^keyId[ :=]+(\\S+)\\s*$");
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN (CERTIFICATE|PUBLIC KEY)-----[^-]+-----END \\1-----");

  private GatewayText() {}

  static JSONObject read(String text) throws ProbeError {
    String trimmed = text.trim();
    return trimmed.startsWith("{") ? Params.parse(trimmed) : ofLines(trimmed);
  }

  private static JSONObject ofLines(String text) throws ProbeError {
    Matcher urls = URL.matcher(text);
    if (!urls.find()) {
      throw ProbeError.badRequest("no address such as http://10.0.0.5:7080");
    }
    String numbers = base(urls.group());
    String tokens = urls.find() ? base(urls.group()) : numbers;
    JSONObject gateway =
        Json.object(
            "hosts",
            Json.object("mobile", numbers, "unicom", numbers, "telecom", numbers, "token", tokens));
    Matcher keyId = KEY_ID.matcher(text);
    if (keyId.find()) {
      Json.put(gateway, "keyId", keyId.group(1));
    }
    Matcher pem = PEM.matcher(text);
    while (pem.find()) {
      String key = pem.group(1).equals("CERTIFICATE") ? "rootPem" : "publicKeyPem";
      Json.put(gateway, key, pem.group() + "\n");
    }
    return gateway;
  }

  private static String base(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
