package app.quhao.mutants.mapping;

import com.cmic.gen.sdk.net.HttpAnswer;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Ways to read an answer, each wrong in one: what reads well is any client's, what does not is the mutant. */
final class WrongReaders {
  private static final String BLANK_LINE = "\r\n\r\n";
  private static final String LENGTH = "Content-Length: ";

  private WrongReaders() {}

  static HttpAnswer interimTaken(String text) throws FailureException {
    return new HttpAnswer(Integer.parseInt(text.split(" ", 3)[1]), bytes(body(text)));
  }

  static HttpAnswer reasonRequired(String text) throws FailureException {
    if (!text.startsWith("HTTP/1.1 200 OK")) {
      throw unparsable();
    }
    return new HttpAnswer(200, bytes(body(text)));
  }

  static HttpAnswer caseKept(String text) throws FailureException {
    String head = head(text);
    int at = head.indexOf(LENGTH);
    int length = at < 0 ? 0 : lengthIn(head);
    return new HttpAnswer(200, bytes(body(text).substring(0, length)));
  }

  static HttpAnswer chunksUnread(String text) throws FailureException {
    return new HttpAnswer(200, bytes(body(text)));
  }

  static HttpAnswer charsetRefused(String text) throws FailureException {
    if (head(text).toLowerCase(Locale.ROOT).contains("charset=gbk")) {
      throw unparsable();
    }
    return new HttpAnswer(200, bytes(body(text)));
  }

  static HttpAnswer colonExpected(String text) throws FailureException {
    String[] lines = head(text).split("\r\n");
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      String name = line.substring(0, line.indexOf(':'));
      if (name.isEmpty()) {
        throw unparsable();
      }
    }
    return new HttpAnswer(200, bytes(body(text)));
  }

  static HttpAnswer moreAwaited(String text) throws FailureException {
    if (!text.contains(BLANK_LINE)) {
      throw new FailureException(Failure.TIMEOUT, "the head has not ended");
    }
    return new HttpAnswer(200, bytes(body(text)));
  }

  static HttpAnswer lengthTrusted(String text) throws FailureException {
    return new HttpAnswer(200, bytes(body(text).substring(0, lengthIn(head(text)))));
  }

  static HttpAnswer objectSought(String text) {
    return new HttpAnswer(200, bytes(text.substring(Math.max(0, text.indexOf('{')))));
  }

  static HttpAnswer chunkSizeTrusted(String text) throws FailureException {
    String[] parts = body(text).split("\r\n", 2);
    return new HttpAnswer(200, bytes(parts[1].substring(0, Integer.parseInt(parts[0], 16))));
  }

  static HttpAnswer gzipBelieved(String text) throws FailureException {
    byte[] packed = bytes(body(text));
    if (!head(text).contains("Content-Encoding: gzip")) {
      return new HttpAnswer(200, packed);
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] whole = new byte[65_536];
      return new HttpAnswer(200, Arrays.copyOf(whole, Math.max(0, in.read(whole))));
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private static String head(String text) throws FailureException {
    int end = text.indexOf(BLANK_LINE);
    if (end < 0) {
      throw unparsable();
    }
    return text.substring(0, end);
  }

  private static String body(String text) throws FailureException {
    return text.substring(head(text).length() + BLANK_LINE.length());
  }

  private static int lengthIn(String head) {
    String behind = head.substring(head.indexOf(LENGTH) + LENGTH.length());
    return Integer.parseInt(behind.split("\r\n", 2)[0].trim());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(HandMadeHttp.BYTES);
  }

  private static FailureException unparsable() {
    return new FailureException(Failure.UNPARSABLE, "no answer that can be read");
  }
}
