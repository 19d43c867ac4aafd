package app.quhao.probe.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Listens on a loopback port of the device's choice; a thread a connection. */
public final class JsonLinesServer implements Closeable {
  private static final int BACKLOG = 16;
  private static final long DRAIN_LIMIT_MILLIS = 1000;

  private final ServerSocket listener;
  private final LineAnswers answers;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

  public JsonLinesServer(LineAnswers answers) throws IOException {
    this.answers = answers;
    listener = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    start("probe-accept", this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Waits until every answer under way has been written. */
  public void drain() throws InterruptedException {
    long end = System.nanoTime() + DRAIN_LIMIT_MILLIS * 1_000_000;
    for (Connection connection : connections) {
      connection.awaitIdle(Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Connection connection : connections) {
      connection.close();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Connection connection = new Connection(socket, answers);
        connections.add(connection);
        start(
            "probe-connection",
            () -> {
              connection.serve();
              connections.remove(connection);
            });
      } catch (IOException error) {
        // close() ends accept() so; any other failure of the listener ends the serving too.
        return;
      }
    }
  }

  private static void start(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
  }
}
