package app.quhao.handset.host.net;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/** Bytes that the relay has sent and the app has not read yet, and how the stream ended. */
final class Inbox {
  /** The size of a phone's receive buffer. The relay waits when it is full. */
  private static final int CAPACITY = 256 * 1024;

  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
  private int offset;
  private int held;
  private boolean ended;
  private SocketException failure;

  /** Blocks while the buffer is full. */
  synchronized void add(byte[] chunk) throws InterruptedException {
    while (held >= CAPACITY && failure == null && !ended) {
      wait();
    }
    if (chunk.length == 0 || ended) {
      return;
    }
    chunks.add(chunk);
    held += chunk.length;
    notifyAll();
  }

  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Only the first failure counts. Unread bytes are lost, as with a RST. */
  synchronized void fail(SocketException exception) {
    if (failure == null) {
      failure = exception;
    }
    notifyAll();
  }

  synchronized SocketException failure() {
    return failure;
  }

  synchronized int available() {
    return failure == null ? held : 0;
  }

  /** Reads as InputStream.read does. A timeout of 0 means no limit. */
  synchronized int read(byte[] into, int at, int length, int timeoutMs)
      throws SocketException, SocketTimeoutException {
    if (length == 0) {
      return 0;
    }
    awaitInput(timeoutMs);
    if (failure != null) {
      // A new exception, so that the stack trace is the reader's.
      SocketException shown = new SocketException(failure.getMessage());
      shown.initCause(failure);
      throw shown;
    }
    if (chunks.isEmpty()) {
      return -1;
    }
    byte[] first = chunks.peek();
    int count = Math.min(length, first.length - offset);
    System.arraycopy(first, offset, into, at, count);
    offset += count;
    held -= count;
    if (offset == first.length) {
      chunks.remove();
      offset = 0;
    }
    notifyAll();
    return count;
  }

  private void awaitInput(int timeoutMs) throws SocketTimeoutException, SocketException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    try {
      while (chunks.isEmpty() && !ended && failure == null) {
        if (timeoutMs == 0) {
          wait();
          continue;
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new SocketTimeoutException("Read timed out");
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      // An interrupt does not end a blocking socket read: set the flag again and report the stream
      // as closed.
      Thread.currentThread().interrupt();
      throw new SocketException("Interrupted while reading");
    }
  }
}
