package com.cmic.gen.sdk.net;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** What a call holds open: closed when the call ends, however it ends, also from another thread. */
public final class CallResources {
  /** One held thing. `timedOut`: the call's limit was reached. */
  public interface Held {
    void release(boolean timedOut);
  }

  private final List<Held> held = new ArrayList<>();
  private boolean isClosed;
  private boolean timedOut;

  /** Released at once where the call has ended already. */
  public void hold(Held one) {
    boolean tooLate;
    synchronized (this) {
      tooLate = isClosed;
      if (!tooLate) held.add(one);
    }
    if (tooLate) one.release(timedOut);
  }

  /** One thing before the call's end; nothing where it was released already. */
  public void release(Held one, boolean limitReached) {
    boolean wasHeld;
    synchronized (this) {
      wasHeld = held.remove(one);
    }
    if (wasHeld) one.release(limitReached);
  }

  public void closeAll(boolean limitReached) {
    List<Held> all;
    synchronized (this) {
      isClosed = true;
      timedOut = limitReached;
      all = new ArrayList<>(held);
      held.clear();
    }
    for (Held one : all) one.release(limitReached);
  }

  static Held of(Socket socket) {
    return timedOut -> {
      try {
        socket.close();
      } catch (IOException e) {
        // A socket that will not close is closed for us: its descriptor is gone either way.
        return;
      }
    };
  }
}
