package app.quhao.handset.host.net;

/**
 * The bearer of sockets and name lookups that are not bound to a network: that of the process
 * (bindProcessToNetwork), else "default", which the relay resolves.
 */
public final class BearerChoice {
  public static final String DEFAULT = "default";

  private volatile String ofProcess = DEFAULT;

  public void setProcess(String bearer) {
    ofProcess = bearer;
  }

  public String ofProcess() {
    return ofProcess;
  }
}
