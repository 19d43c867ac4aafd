package app.quhao.probe.server;

/** An error as the host sees it; types and meanings: PROTOCOL.md, Messages. */
public final class ProbeError extends Exception {
  private static final long serialVersionUID = 1;

  public final String type;

  private ProbeError(String type, String message, Throwable cause) {
    super(message, cause);
    this.type = type;
  }

  public static ProbeError badRequest(String message) {
    return new ProbeError("BAD_REQUEST", message, null);
  }

  public static ProbeError badToken() {
    return new ProbeError("BAD_TOKEN", "the token is not the one given to am instrument", null);
  }

  public static ProbeError unknownMethod(String method) {
    return new ProbeError("UNKNOWN_METHOD", "no method " + method + "; `help` lists them", null);
  }

  public static ProbeError unsupported(String message) {
    return new ProbeError("UNSUPPORTED", message, null);
  }

  public static ProbeError sdkThrew(Throwable thrown) {
    return new ProbeError("SDK_THREW", thrown.toString(), thrown);
  }

  public static ProbeError probeFault(Throwable thrown) {
    return new ProbeError("PROBE_FAULT", thrown.toString(), thrown);
  }
}
