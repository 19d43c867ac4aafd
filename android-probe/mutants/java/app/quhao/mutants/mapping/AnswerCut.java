package app.quhao.mutants.mapping;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.HttpAnswer;
import com.cmic.gen.sdk.net.Transport;
import java.util.Arrays;

/** An answer is read into a buffer of one size. */
final class AnswerCut implements Parts {
  private static final int BUFFER = 4096;

  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> {
      HttpAnswer answer = reference.send(request, route);
      int length = Math.min(BUFFER, answer.body.length);
      return new HttpAnswer(answer.status, Arrays.copyOf(answer.body, length));
    };
  }
}
