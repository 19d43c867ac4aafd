package com.lindenpass.login;

import android.net.Network;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One POST of JSON over a socket of its own. Nothing is repeated. */
final class Transport {
  private static final int MOST_BYTES = 1 << 20;

  private Transport() {}

  /** `network` null: the default network. `tls` is for https. */
  static Reply post(Call call, String url, Network network, SSLSocketFactory tls, String body)
      throws Failure {
    URI target = URI.create(url);
    boolean isTls = "https".equals(target.getScheme());
    int port = target.getPort() >= 0 ? target.getPort() : isTls ? 443 : 80;
    try (Socket plain = network == null ? new Socket() : network.getSocketFactory().createSocket()) {
      call.abortWith(() -> close(plain));
      plain.connect(
          new InetSocketAddress(address(network, target.getHost()), port), limit(call));
      plain.setSoTimeout(limit(call));
      Socket socket = isTls ? wrap(plain, tls, target.getHost(), port) : plain;
      send(socket, target, body.getBytes(StandardCharsets.UTF_8));
      return read(new BufferedInputStream(socket.getInputStream()));
    } catch (SocketTimeoutException error) {
      call.leftMs();
      throw new Failure(Codes.TIMEOUT, "the gateway does not answer");
    } catch (IOException | NumberFormatException error) {
      call.leftMs();
      throw new Failure(code(error), String.valueOf(error));
    } finally {
      call.abortWith(null);
    }
  }

  private static InetAddress address(Network network, String host) throws IOException {
    return network == null ? InetAddress.getByName(host) : network.getByName(host);
  }

  private static int limit(Call call) throws Failure {
    return (int) Math.min(Integer.MAX_VALUE, call.leftMs() + 100);
  }

  private static Socket wrap(Socket plain, SSLSocketFactory tls, String host, int port)
      throws IOException {
    SSLSocket socket = (SSLSocket) tls.createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static void send(Socket socket, URI target, byte[] body) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    String head =
        "POST " + target.getRawPath() + " HTTP/1.1\r\n"
            + "Host: " + target.getRawAuthority() + "\r\n"
            + "Content-Type: application/json\r\n"
            + "Content-Length: " + body.length + "\r\n"
            + "Connection: close\r\n\r\n";
    request.write(head.getBytes(StandardCharsets.US_ASCII));
    request.write(body);
    socket.getOutputStream().write(request.toByteArray());
    socket.getOutputStream().flush();
  }

  private static Reply read(InputStream in) throws IOException {
    String[] first = line(in).split(" ");
    if (first.length < 2 || !first[0].startsWith("HTTP/1.")) {
      throw new IOException("no HTTP");
    }
    int status = Integer.parseInt(first[1]);
    int length = -1;
    boolean isChunked = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      String value = lower.substring(lower.indexOf(':') + 1).trim();
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(value);
      } else if (lower.startsWith("transfer-encoding:")) {
        isChunked = value.equals("chunked");
      }
    }
    if (status == 100) {
      return read(in);
    }
    if (status != 200) {
      return new Reply(status, "");
    }
    byte[] body = isChunked ? chunks(in) : length >= 0 ? exactly(in, length) : toEnd(in);
    return new Reply(status, new String(body, StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the answer ends early");
      }
      if (text.length() > 16384) {
        throw new IOException("a line is too long");
      }
      if (b != '\r') {
        text.append((char) b);
      }
    }
    return text.toString();
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int n = chunkLength(in); n > 0; n = chunkLength(in)) {
      out.write(exactly(in, n));
      line(in);
    }
    return out.toByteArray();
  }

  private static int chunkLength(InputStream in) throws IOException {
    return Integer.parseInt(line(in).split(";")[0].trim(), 16);
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    if (length > MOST_BYTES) {
      throw new IOException("the answer is too long");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the answer ends early");
    }
    return bytes;
  }

  private static byte[] toEnd(InputStream in) throws IOException {
    return in.readNBytes(MOST_BYTES);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException error) {
      android.util.Log.d("LindenPass", "a socket did not close", error);
    }
  }

  private static String code(Exception error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return "200072";
      }
      if (cause instanceof EOFException) {
        return "200050";
      }
    }
    return Codes.NETWORK;
  }
}
