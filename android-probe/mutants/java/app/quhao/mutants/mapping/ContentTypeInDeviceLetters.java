package app.quhao.mutants.mapping;

import com.cmic.gen.sdk.net.HttpAnswer;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.util.Locale;

/** A Turkish device makes another capital letter of an i. */
final class ContentTypeInDeviceLetters implements HandMadeHttp.Reader {
  @Override
  public HttpAnswer read(String text) throws FailureException {
    if (!text.toUpperCase(Locale.getDefault()).contains("CONTENT-TYPE: APPLICATION/JSON")) {
      throw new FailureException(Failure.UNPARSABLE, "no JSON");
    }
    return WrongReaders.chunksUnread(text);
  }
}
