package com.maple.pass;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** One connection on a channel that never blocks; with an engine on it, TLS. */
final class Line implements Closeable {
  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final Trip trip;
  private SSLEngine tls;
  private ByteBuffer wireIn;
  private ByteBuffer plain = ByteBuffer.allocate(0);

  Line(android.net.Network network, InetAddress address, int port, Trip trip) throws IOException {
    this.trip = trip;
    channel = SocketChannel.open();
    selector = Selector.open();
    try {
      channel.configureBlocking(false);
      if (network != null) network.bindSocket(channel.socket());
      key = channel.register(selector, SelectionKey.OP_CONNECT);
      trip.waitsIn(selector);
      channel.connect(new InetSocketAddress(address, port));
      while (!channel.finishConnect()) await(SelectionKey.OP_CONNECT);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void await(int ops) throws IOException {
    key.interestOps(ops);
    long left = trip.left();
    if (left <= 0) throw new Trip.Late();
    selector.select(left);
    selector.selectedKeys().clear();
    trip.check();
  }

  private void rawWrite(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) if (channel.write(bytes) == 0) await(SelectionKey.OP_WRITE);
  }

  private int rawRead(ByteBuffer bytes) throws IOException {
    for (; ; ) {
      trip.check();
      int n = channel.read(bytes);
      if (n != 0) return n;
      await(SelectionKey.OP_READ);
    }
  }

  void secure(SSLEngine engine) throws IOException {
    tls = engine;
    wireIn = ByteBuffer.allocate(engine.getSession().getPacketBufferSize() * 2);
    engine.beginHandshake();
    ByteBuffer nothing = ByteBuffer.allocate(0);
    for (; ; ) {
      HandshakeStatus status = engine.getHandshakeStatus();
      if (status == HandshakeStatus.NEED_TASK) {
        for (Runnable task; (task = engine.getDelegatedTask()) != null; ) task.run();
      } else if (status == HandshakeStatus.NEED_WRAP) {
        wrap(nothing);
      } else if (status == HandshakeStatus.NEED_UNWRAP) {
        unwrap();
      } else {
        return;
      }
    }
  }

  private void wrap(ByteBuffer from) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(tls.getSession().getPacketBufferSize() + 2048);
    SSLEngineResult result = tls.wrap(from, out);
    out.flip();
    rawWrite(out);
    if (result.getStatus() == SSLEngineResult.Status.CLOSED) throw new EOFException("tls closed");
  }

  /** Opens one record; false at the end. */
  private boolean unwrap() throws IOException {
    ByteBuffer room = ByteBuffer.allocate(tls.getSession().getApplicationBufferSize() + 2048);
    for (; ; ) {
      wireIn.flip();
      SSLEngineResult result = tls.unwrap(wireIn, room);
      wireIn.compact();
      switch (result.getStatus()) {
        case OK:
          if (room.position() > 0) {
            room.flip();
            plain = room;
          }
          return true;
        case CLOSED:
          return false;
        case BUFFER_OVERFLOW:
          room = ByteBuffer.allocate(room.capacity() * 2);
          break;
        default:
          if (wireIn.remaining() == 0) {
            ByteBuffer more = ByteBuffer.allocate(wireIn.capacity() * 2);
            wireIn.flip();
            more.put(wireIn);
            wireIn = more;
          }
          if (rawRead(wireIn) < 0) {
            if (tls.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) throw new EOFException("end in handshake");
            return false;
          }
      }
    }
  }

  void write(byte[] bytes) throws IOException {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    if (tls == null) rawWrite(from);
    else while (from.hasRemaining()) wrap(from);
  }

  int read(ByteBuffer to) throws IOException {
    if (tls == null) return rawRead(to);
    while (!plain.hasRemaining()) {
      if (tls.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) wrap(ByteBuffer.allocate(0));
      else if (!unwrap()) return -1;
    }
    int n = 0;
    while (plain.hasRemaining() && to.hasRemaining()) {
      to.put(plain.get());
      n++;
    }
    return n;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // gone already
    }
    try {
      selector.close();
    } catch (IOException ignored) {
      // gone already
    }
  }
}
