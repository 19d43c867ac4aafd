package app.quhao.handset.host;

import java.util.Map;

/** The device side of the sandbox, seen from outside: what the launcher's requests reach. */
public interface Device {
  /** Everything up to the app's Application. */
  void boot() throws Exception;

  /**
   * Carries out a method of handset/PROTOCOL.md section 1.
   *
   * @throws IllegalArgumentException for an unknown method or parameters of the wrong kind
   */
  Map<String, Object> call(String method, Map<String, Object> params) throws Exception;
}
