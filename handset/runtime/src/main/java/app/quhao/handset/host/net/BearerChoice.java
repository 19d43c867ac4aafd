package app.quhao.handset.host.net;

/**
 * The bearer of a socket or a name look-up that nobody bound: the process's (bindProcessToNetwork),
 * else "default", which the relay settles.
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
