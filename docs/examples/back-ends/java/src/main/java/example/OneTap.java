package example;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;

/** A back end's part of one-tap login: exchanges a token for the phone number, once. */
public final class OneTap {
  /** The app has to ask for a new token. */
  public static final class LoginExpired extends Exception {
    private static final long serialVersionUID = 1;

    LoginExpired(String code) {
      super(code);
    }
  }

  /** The operator does not answer, or refuses: offer the user a text message. */
  public static final class TryAnotherWay extends Exception {
    private static final long serialVersionUID = 1;

    TryAnotherWay(String reason, Throwable cause) {
      super(reason, cause);
    }
  }

  private static final String SUCCESS = "103000";
  private static final Set<String> LOG_IN_AGAIN = Set.of("104201", "103811");
  private static final DateTimeFormatter SYSTEM_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS");

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI url;
  private final String appId;
  private final String appSecret;
  private final Duration timeout;

  public OneTap(URI base, String appId, String appSecret, Duration timeout) {
    this.url = base.resolve("/unisdk/rsapi/loginTokenValidate");
    this.appId = appId;
    this.appSecret = appSecret;
    this.timeout = timeout;
  }

  /** The phone number behind a token. A token is good for one call: this one is never repeated. */
  public String numberOf(String token) throws LoginExpired, TryAnotherWay, InterruptedException {
    JsonObject answer = send(requestOf(token));
    String code = text(answer, "resultCode");
    String number = text(answer, "msisdn");
    if (SUCCESS.equals(code) && !number.isEmpty()) {
      return number;
    }
    if (LOG_IN_AGAIN.contains(code)) {
      throw new LoginExpired(code);
    }
    throw new TryAnotherWay("the operator refused with " + code, null);
  }

  private JsonObject requestOf(String token) {
    String messageId = UUID.randomUUID().toString().replace("-", "");
    String time = ZonedDateTime.now(ZoneId.of("Asia/Shanghai")).format(SYSTEM_TIME);
    JsonObject fields = new JsonObject();
    fields.addProperty("version", "2.0");
    fields.addProperty("msgid", messageId);
    fields.addProperty("systemtime", time);
    fields.addProperty("strictcheck", "1");
    fields.addProperty("appid", appId);
    fields.addProperty("token", token);
    fields.addProperty("sign", md5(appId + "2.0" + messageId + time + "1" + token + appSecret));
    return fields;
  }

  private JsonObject send(JsonObject fields) throws TryAnotherWay, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(fields.toString()))
            .build();
    try {
      return JsonParser.parseString(http.send(request, BodyHandlers.ofString()).body()).getAsJsonObject();
    } catch (IOException | JsonParseException | IllegalStateException error) {
      throw new TryAnotherWay("the operator gave no answer", error);
    }
  }

  private static String text(JsonObject answer, String name) {
    return answer.has(name) ? answer.get(name).getAsString() : "";
  }

  private static String md5(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException error) {
      throw new IllegalStateException(error);
    }
  }
}
