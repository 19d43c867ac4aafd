package app.quhao.mutants.mapping;

import com.cmic.gen.sdk.net.HttpAnswer;
import com.cmic.gen.sdk.policy.FailureException;
import java.util.Locale;

/** A Turkish device makes ı of the I in Transfer-Encoding, and the chunks are not seen. */
final class HeadersInDeviceLetters implements HandMadeHttp.Reader {
  @Override
  public HttpAnswer read(String text) throws FailureException {
    return text.toLowerCase(Locale.getDefault()).contains("transfer-encoding: chunked")
        ? WrongReaders.chunkSizeTrusted(text)
        : WrongReaders.chunksUnread(text);
  }
}
