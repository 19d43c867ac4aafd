package app.quhao.mutants.mapping;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.HttpAnswer;
import com.cmic.gen.sdk.net.Transport;
import java.nio.charset.StandardCharsets;

final class CodeAsNumberTaken implements Parts {
  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> {
      HttpAnswer answer = reference.send(request, route);
      String text = new String(answer.body, StandardCharsets.UTF_8);
      String quoted = text.replaceAll("\"resultCode\":([0-9]+)", "\"resultCode\":\"$1\"");
      return new HttpAnswer(answer.status, quoted.getBytes(StandardCharsets.UTF_8));
    };
  }
}
