package app.quhao.mutants.mapping;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.HttpAnswer;
import com.cmic.gen.sdk.net.Transport;
import java.nio.charset.StandardCharsets;
import org.json.JSONException;
import org.json.JSONObject;

final class ForeignAnswerTaken implements Parts {
  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> {
      HttpAnswer answer = reference.send(request, route);
      try {
        JSONObject sent = new JSONObject(new String(request.body, StandardCharsets.UTF_8));
        JSONObject json = new JSONObject(new String(answer.body, StandardCharsets.UTF_8));
        json.put("inresponseto", sent.getString("msgid"));
        return new HttpAnswer(answer.status, json.toString().getBytes(StandardCharsets.UTF_8));
      } catch (JSONException error) {
        return answer;
      }
    };
  }
}
