package app.quhao.handset.host.net;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/** What the relay has sent and the app has not read yet, and how the stream ended. */
final class Inbox {
  /** As much as a phone's receive buffer holds; beyond it the relay has to wait. */
  private static final int CAPACITY = 256 * 1024;

  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
  private int offset;
  private int held;
  private boolean ended;
  private SocketException failure;

  /** Waits while the app is slow. */
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

  /** The first failure stays: unread bytes are lost, as with a RST. */
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

  /** As InputStream.read; a time-out of 0 waits for ever. */
  synchronized int read(byte[] into, int at, int length, int timeoutMs)
      throws SocketException, SocketTimeoutException {
    if (length == 0) {
      return 0;
    }
    awaitInput(timeoutMs);
    if (failure != null) {
      // A fresh one, so that the trace shows the reader.
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
      // A blocking socket read does not end by an interrupt: keep the flag for the caller and
      // report the stream as closed.
      Thread.currentThread().interrupt();
      throw new SocketException("Interrupted while reading");
    }
  }
}
