package app.quhao.handset.host.net;

import app.quhao.handset.host.control.Json;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One frame of handset/PROTOCOL.md section 2: a type, a length, a payload. */
record Frame(int type, byte[] payload) {
  static final int CONNECT = 1;
  static final int CONNECTED = 2;
  static final int FAILED = 3;
  static final int DATA = 4;
  static final int EOF = 5;
  static final int RESET = 6;
  static final int RESOLVE = 7;
  static final int RESOLVED = 8;
  static final int COUNT = 9;
  static final int COUNTED = 10;

  /**
   * Larger than any frame that either side sends. A greater length means that the stream is out of
   * sync.
   */
  private static final int MAX_LENGTH = 16 * 1024 * 1024;

  private static final int HEADER = 5;

  static Frame of(int type, Map<String, ?> payload) {
    return new Frame(type, Json.write(payload).getBytes(StandardCharsets.UTF_8));
  }

  static Frame eof() {
    return new Frame(EOF, new byte[0]);
  }

  Map<String, Object> json() {
    return Json.readObject(new String(payload, StandardCharsets.UTF_8));
  }

  void writeTo(WritableByteChannel channel) throws IOException {
    write(channel, type, payload, 0, payload.length);
  }

  static void write(WritableByteChannel channel, int type, byte[] bytes, int offset, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(HEADER + length);
    buffer.put((byte) type).putInt(length).put(bytes, offset, length).flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Returns the next frame, or null when the stream ends between two frames. */
  static Frame readFrom(ReadableByteChannel channel) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    if (!fill(channel, header)) {
      return null;
    }
    int type = header.get();
    int length = header.getInt();
    if (length < 0 || length > MAX_LENGTH) {
      throw new IOException("Relay frame of type " + type + " claims " + length + " bytes.");
    }
    ByteBuffer payload = ByteBuffer.allocate(length);
    if (length > 0 && !fill(channel, payload)) {
      throw new EOFException("Relay ended inside a frame of type " + type + ".");
    }
    return new Frame(type, payload.array());
  }

  private static boolean fill(ReadableByteChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        if (buffer.position() == 0) {
          return false;
        }
        throw new EOFException("Relay ended inside a frame.");
      }
    }
    buffer.flip();
    return true;
  }
}
