package com.cmic.gen.sdk.net;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** What a call holds open. All of it is closed when the call ends, also from another thread. */
public final class CallResources {
  private final List<Held> held = new ArrayList<>();
  private boolean isClosed;

  /** One held thing. */
  public interface Held {
    void release();
  }

  /** Released at once where the call has ended already. */
  public void hold(Held one) {
    boolean tooLate;
    synchronized (this) {
      tooLate = isClosed;
      if (!tooLate) {
        held.add(one);
      }
    }
    if (tooLate) {
      one.release();
    }
  }

  /** Releases one thing before the call's end; does nothing where it was released already. */
  public void release(Held one) {
    boolean wasHeld;
    synchronized (this) {
      wasHeld = held.remove(one);
    }
    if (wasHeld) {
      one.release();
    }
  }

  public void closeAll() {
    List<Held> all;
    synchronized (this) {
      isClosed = true;
      all = new ArrayList<>(held);
      held.clear();
    }
    for (Held one : all) {
      one.release();
    }
  }

  static Held of(Socket socket) {
    return () -> {
      try {
        socket.close();
      } catch (IOException error) {
        // The descriptor of a socket that fails to close is gone all the same.
        return;
      }
    };
  }
}
