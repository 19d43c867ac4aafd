package app.quhao.mutants.result;

import app.quhao.decorators.EditedResults;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.net.HttpAnswer;
import com.cmic.gen.sdk.net.Transport;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A failure has the gateway's own description, each byte of it taken for a character. */
final class GatewayTextByteByByte implements Parts {
  private static final Pattern DESCRIPTION = Pattern.compile("\"desc\":\"([^\"]*)\"");

  private volatile String last = "";

  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> {
      HttpAnswer answer = reference.send(request, route);
      Matcher found = DESCRIPTION.matcher(new String(answer.body, StandardCharsets.ISO_8859_1));
      last = found.find() ? found.group(1) : "";
      return answer;
    };
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return EditedResults.of(
        reference,
        (api, result) -> {
          if (!EditedResults.isSuccess(result) && !last.isEmpty()) {
            result.put("desc", last);
          }
        });
  }
}
