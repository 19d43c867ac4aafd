package example;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The calls of the control API that the tests need. */
final class Simulator {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final String token;

  Simulator(String url, String token) {
    this.url = url;
    this.token = token;
  }

  String tokenOf(String appId, String number) throws IOException, InterruptedException {
    JsonObject wanted = new JsonObject();
    wanted.addProperty("appid", appId);
    wanted.addProperty("msisdn", number);
    return JsonParser.parseString(post("/tokens", wanted.toString())).getAsJsonObject().get("token").getAsString();
  }

  String post(String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/v1" + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }
}
