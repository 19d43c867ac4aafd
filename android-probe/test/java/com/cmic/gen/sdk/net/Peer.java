package com.cmic.gen.sdk.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does one thing with each connection. */
final class Peer implements Closeable {
  interface Behaviour {
    void on(Socket socket, CountDownLatch closed) throws Exception;
  }

  final AtomicInteger connections = new AtomicInteger();
  private final ServerSocket listener;
  private final CountDownLatch closed = new CountDownLatch(1);

  Peer(Behaviour behaviour) throws IOException {
    this(new ServerSocket(0, 8, InetAddress.getLoopbackAddress()), behaviour);
  }

  Peer(ServerSocket listener, Behaviour behaviour) {
    this.listener = listener;
    Thread thread = new Thread(() -> serve(behaviour));
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Reads the whole request, then answers with this text and closes. */
  static Behaviour answering(String text) {
    return (socket, closed) -> {
      readRequest(socket);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.close();
    };
  }

  /** Head and body by Content-Length; gives both as text. */
  static String readRequest(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder read = new StringBuilder();
    while (true) {
      int split = read.indexOf("\r\n\r\n");
      if (split >= 0) {
        String head = read.substring(0, split);
        int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
        int length = Integer.parseInt(head.substring(at).split("\r\n")[0]);
        if (read.length() >= split + 4 + length) {
          return read.toString();
        }
      }
      int b = in.read();
      if (b < 0) {
        return read.toString();
      }
      read.append((char) b);
    }
  }

  private void serve(Behaviour behaviour) {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        connections.incrementAndGet();
        behaviour.on(socket, closed);
      } catch (Exception error) {
        // The client went away first, or close() was called: both are how these tests end.
        continue;
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
  }
}
