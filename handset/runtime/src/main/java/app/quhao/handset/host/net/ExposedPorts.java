package app.quhao.handset.host.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Connects expose.sock to the app's own listening ports for adb forward. The ports are not
 * accessible from outside the network namespace.
 */
public final class ExposedPorts {
  private static final int LONGEST_LINE = 256;

  private final ServerSocketChannel listener;

  private ExposedPorts(ServerSocketChannel listener) {
    this.listener = listener;
  }

  public static void open(Path path) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(path));
    ExposedPorts ports = new ExposedPorts(listener);
    start("expose", ports::acceptAll);
  }

  private void acceptAll() {
    try {
      while (true) {
        SocketChannel client = listener.accept();
        start("expose client", () -> serve(client));
      }
    } catch (IOException e) {
      System.err.println("expose.sock has closed: " + e);
    }
  }

  private static void serve(SocketChannel client) {
    try (client) {
      SocketChannel target = connect(readLine(client));
      write(client, target == null ? "no\n" : "ok\n");
      if (target == null) {
        return;
      }
      try (target) {
        Thread back = start("expose back", () -> copy(target, client));
        copy(client, target);
        back.join();
      }
    } catch (IOException e) {
      System.err.println("expose.sock: a client failed: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Uses an NIO channel, which bypasses the relay. */
  private static SocketChannel connect(String line) throws IOException {
    if (!line.matches("tcp:[0-9]{1,5}")) {
      // localabstract: Android local sockets do not exist in a JVM.
      return null;
    }
    int port = Integer.parseInt(line.substring(4));
    SocketChannel ofVersion4 = open("127.0.0.1", port);
    return ofVersion4 == null ? open("::1", port) : ofVersion4;
  }

  private static SocketChannel open(String address, int port) throws IOException {
    try {
      return SocketChannel.open(new InetSocketAddress(InetAddress.getByName(address), port));
    } catch (SocketException | IllegalArgumentException e) {
      // No listener, or not a port: the client receives `no`.
      return null;
    }
  }

  private static String readLine(SocketChannel client) throws IOException {
    StringBuilder line = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (line.length() < LONGEST_LINE && client.read(one) == 1) {
      char c = (char) one.flip().get();
      one.clear();
      if (c == '\n') {
        return line.toString();
      }
      line.append(c);
    }
    throw new IOException("expected a line, received `" + line + "`");
  }

  private static void copy(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    try {
      while (from.read(buffer.clear()) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
      }
      to.shutdownOutput();
    } catch (IOException e) {
      closeBoth(from, to);
    }
  }

  /** Closes the other side too; its copy would block forever. */
  private static void closeBoth(SocketChannel from, SocketChannel to) {
    try (from;
        to) {
      from.shutdownInput();
    } catch (IOException e) {
      System.err.println("expose.sock: " + e);
    }
  }

  private static void write(SocketChannel client, String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
    while (bytes.hasRemaining()) {
      client.write(bytes);
    }
  }

  private static Thread start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
