package app.quhao.probe.network;

import app.quhao.probe.server.Json;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.json.JSONObject;

/** One HTTP/1.1 request with `Connection: close`, its answer read to the end of the stream. */
final class RawHttp {
  private static final int BODY_LIMIT = 64 * 1024;

  private final String method;
  private final URI url;
  private final String body;
  private final String contentType;

  RawHttp(String method, URI url, String body, String contentType) {
    this.method = method;
    this.url = url;
    this.body = body;
    this.contentType = contentType;
  }

  JSONObject exchange(Socket socket, Deadline deadline) throws IOException {
    socket.setSoTimeout(deadline.left());
    OutputStream out = socket.getOutputStream();
    out.write(request());
    out.flush();
    byte[] answer = readAll(socket, deadline);
    if (answer.length == 0) {
      throw new EOFException("the peer closed without a byte");
    }
    return parse(answer);
  }

  private byte[] request() {
    byte[] content = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    if (url.getRawQuery() != null) {
      path += "?" + url.getRawQuery();
    }
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    head.append("Host: ").append(url.getRawAuthority()).append("\r\nConnection: close\r\n");
    if (contentType != null) {
      head.append("Content-Type: ").append(contentType).append("\r\n");
    }
    if (body != null) {
      head.append("Content-Length: ").append(content.length).append("\r\n");
    }
    byte[] top = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = new byte[top.length + content.length];
    System.arraycopy(top, 0, whole, 0, top.length);
    System.arraycopy(content, 0, whole, top.length, content.length);
    return whole;
  }

  private static byte[] readAll(Socket socket, Deadline deadline) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (read.size() < 2 * BODY_LIMIT) {
      socket.setSoTimeout(deadline.left());
      int n = in.read(buffer);
      if (n < 0) {
        break;
      }
      read.write(buffer, 0, n);
    }
    return read.toByteArray();
  }

  private static JSONObject parse(byte[] answer) throws IOException {
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    int split = text.indexOf("\r\n\r\n");
    if (!text.startsWith("HTTP/") || split < 0) {
      throw new IOException("the answer is not HTTP");
    }
    String[] lines = text.substring(0, split).split("\r\n");
    String[] status = lines[0].split(" ", 3);
    if (status.length < 2 || !status[1].matches("[0-9]{3}")) {
      throw new IOException("no status in the answer");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon <= 0) {
        continue;
      }
      String name = lines[i].substring(0, colon).trim().toLowerCase(Locale.ROOT);
      headers.merge(name, lines[i].substring(colon + 1).trim(), (one, other) -> one + ", " + other);
    }
    String content = text.substring(split + 4);
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      content = unchunk(content);
    }
    byte[] raw = content.getBytes(StandardCharsets.ISO_8859_1);
    int length = Math.min(raw.length, BODY_LIMIT);
    return Json.object(
        "outcome",
        "answer",
        "status",
        Integer.parseInt(status[1]),
        "headers",
        new JSONObject(headers),
        "body",
        new String(raw, 0, length, StandardCharsets.UTF_8));
  }

  private static String unchunk(String content) throws IOException {
    StringBuilder joined = new StringBuilder();
    int at = 0;
    while (true) {
      int line = content.indexOf("\r\n", at);
      if (line < 0) {
        throw new EOFException("the answer ends within its chunks");
      }
      int size;
      try {
        size = Integer.parseInt(content.substring(at, line).split(";")[0].trim(), 16);
      } catch (NumberFormatException error) {
        throw new IOException("a chunk's size is not hexadecimal", error);
      }
      if (size == 0) {
        return joined.toString();
      }
      int from = line + 2;
      if (from + size > content.length()) {
        throw new EOFException("the answer ends within a chunk");
      }
      joined.append(content, from, from + size);
      at = from + size + 2;
    }
  }
}
