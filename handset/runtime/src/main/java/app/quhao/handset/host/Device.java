package app.quhao.handset.host;

import java.util.Map;

/** The device side of the sandbox as seen from outside; carries out the launcher's requests. */
public interface Device {
  /** Boots Android up to, but not including, the app's Application. */
  void boot() throws Exception;

  /**
   * Carries out a method of handset/PROTOCOL.md section 1.
   *
   * @throws IllegalArgumentException for an unknown method or parameters of the wrong kind
   */
  Map<String, Object> call(String method, Map<String, Object> params) throws Exception;
}
