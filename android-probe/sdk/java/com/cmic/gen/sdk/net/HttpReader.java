package com.cmic.gen.sdk.net;

import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads one answer. The limit is looked at before every read, so that a dribble of bytes cannot
 * outlast it.
 */
final class HttpReader {
  private static final int HEAD_LIMIT = 32 * 1024;
  private static final int BODY_LIMIT = 256 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final Limit limit;
  private final byte[] buffer = new byte[4096];
  private int position;
  private int end;
  private int headBytes;

  HttpReader(Socket socket, Limit limit) throws IOException {
    this.socket = socket;
    this.limit = limit;
    in = socket.getInputStream();
  }

  HttpAnswer read() throws IOException, FailureException {
    if (!fill()) {
      throw new FailureException(Failure.EOF, "the peer closed without a byte");
    }
    int status = status(line());
    Map<String, String> headers = headers();
    while (status >= 100 && status < 200) {
      status = status(line());
      headers = headers();
    }
    return new HttpAnswer(status, body(status, headers));
  }

  private static int status(String line) throws FailureException {
    String[] parts = line.split(" ", 3);
    if (line.startsWith("HTTP/1.") && parts.length >= 2 && parts[1].matches("[1-5][0-9][0-9]")) {
      return Integer.parseInt(parts[1]);
    }
    throw unparsable("the answer does not begin like HTTP");
  }

  private Map<String, String> headers() throws IOException, FailureException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw unparsable("a header line has no colon");
      }
      headers.put(
          line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).trim());
    }
    return headers;
  }

  private byte[] body(int status, Map<String, String> headers)
      throws IOException, FailureException {
    if (status == 204 || status == 304) {
      return new byte[0];
    }
    if (String.valueOf(headers.get("transfer-encoding"))
        .toLowerCase(Locale.ROOT)
        .contains("chunked")) {
      return chunks();
    }
    String length = headers.get("content-length");
    return length == null ? toEnd() : exactly(number(length, 10), new ByteArrayOutputStream());
  }

  private byte[] chunks() throws IOException, FailureException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = number(line().split(";", 2)[0].trim(), 16);
      if (size == 0) {
        return body.toByteArray();
      }
      exactly(size, body);
      if (!line().isEmpty()) {
        throw unparsable("a chunk does not end with its line");
      }
    }
  }

  private byte[] exactly(int length, ByteArrayOutputStream body)
      throws IOException, FailureException {
    if (body.size() + length > BODY_LIMIT) {
      throw unparsable("the answer is too long");
    }
    for (int left = length; left > 0; ) {
      if (position == end && !fill()) {
        throw unparsable("the answer ends before its length");
      }
      int taken = Math.min(left, end - position);
      body.write(buffer, position, taken);
      position += taken;
      left -= taken;
    }
    return body.toByteArray();
  }

  private byte[] toEnd() throws IOException, FailureException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    do {
      body.write(buffer, position, end - position);
      position = end;
      if (body.size() > BODY_LIMIT) {
        throw unparsable("the answer is too long");
      }
    } while (fill());
    return body.toByteArray();
  }

  private String line() throws IOException, FailureException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (position == end && !fill()) {
        throw unparsable("the answer ends within its head");
      }
      int b = buffer[position++];
      if (b == '\n') {
        break;
      }
      if (++headBytes > HEAD_LIMIT) {
        throw unparsable("the answer's head is too long");
      }
      line.write(b);
    }
    String text = new String(line.toByteArray(), StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private boolean fill() throws IOException, FailureException {
    socket.setSoTimeout(limit.socketMillis());
    int n = in.read(buffer, 0, buffer.length);
    position = 0;
    end = Math.max(n, 0);
    return n > 0;
  }

  private static int number(String text, int radix) throws FailureException {
    try {
      int number = Integer.parseInt(text, radix);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException error) {
      throw new FailureException(Failure.UNPARSABLE, error);
    }
    throw unparsable("a negative length");
  }

  private static FailureException unparsable(String detail) {
    return new FailureException(Failure.UNPARSABLE, detail);
  }
}
