package app.quhao.handset.host.net;

import java.io.Closeable;

/**
 * Which bearer a socket or a name look-up takes when nobody bound it: the thread's
 * (Network.openConnection), else the process's (bindProcessToNetwork), else "default", which the
 * relay settles.
 */
public final class BearerChoice {
  public static final String DEFAULT = "default";

  private final ThreadLocal<String> ofThread = new ThreadLocal<>();
  private volatile String ofProcess = DEFAULT;

  public void setProcess(String bearer) {
    ofProcess = bearer;
  }

  public String ofProcess() {
    return ofProcess;
  }

  public String current() {
    String bearer = ofThread.get();
    return bearer == null ? ofProcess : bearer;
  }

  /** Until closed, this thread's sockets and look-ups take the bearer. */
  public Scope onThread(String bearer) {
    String before = ofThread.get();
    ofThread.set(bearer);
    return () -> ofThread.set(before);
  }

  /** The way back from {@link #onThread}. */
  public interface Scope extends Closeable {
    @Override
    void close();
  }
}
