package app.quhao.handset.host.net;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Copies between the far end of an app's channel and the relay's connection, both ways. */
final class ChannelBridge {
  private static final int CHUNK = 64 * 1024;

  private final SocketChannel app;
  private final RelayConnection relay;

  /** The app's own end; null once the app has dropped it, and the JDK has closed it. */
  private final WeakReference<SocketChannel> appEnd;

  private int openSides = 2;

  ChannelBridge(SocketChannel app, RelayConnection relay, SocketChannel appEnd) {
    this.app = app;
    this.relay = relay;
    this.appEnd = new WeakReference<>(appEnd);
  }

  void start() {
    start("to relay", this::copyToRelay);
    start("from relay", this::copyFromRelay);
  }

  private interface Copy {
    void run() throws IOException;
  }

  private void start(String name, Copy copy) {
    Thread thread =
        new Thread(
            () -> {
              try {
                copy.run();
                sideEnded();
              } catch (IOException e) {
                reset();
              }
            },
            "channel " + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void copyToRelay() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    while (app.read(buffer.clear()) >= 0) {
      relay.write(buffer.array(), 0, buffer.position());
    }
    if (isClosedByApp()) {
      close();
    } else {
      relay.shutdownOutput();
    }
  }

  /** Loopback shows the end of a channel and that of its output alike. */
  private boolean isClosedByApp() {
    SocketChannel end = appEnd.get();
    return end == null || !end.isOpen();
  }

  private void copyFromRelay() throws IOException {
    byte[] bytes = new byte[CHUNK];
    for (int count = relay.read(bytes, 0, CHUNK, 0);
        count >= 0;
        count = relay.read(bytes, 0, CHUNK, 0)) {
      ByteBuffer chunk = ByteBuffer.wrap(bytes, 0, count);
      while (chunk.hasRemaining()) {
        app.write(chunk);
      }
    }
    app.shutdownOutput();
  }

  private synchronized void sideEnded() throws IOException {
    openSides--;
    if (openSides == 0) {
      close();
    }
  }

  private synchronized void close() throws IOException {
    openSides = 0;
    app.close();
    relay.close();
  }

  /** Either end has failed: the other one sees a reset. */
  private synchronized void reset() {
    openSides = 0;
    try {
      if (app.isOpen()) {
        app.setOption(StandardSocketOptions.SO_LINGER, 0);
        app.close();
      }
      relay.reset();
    } catch (IOException e) {
      // Both ends are gone, which is what was wanted.
      relay.abandon();
    }
  }
}
