package app.quhao.handset.host.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;

/**
 * Converts the relay's error codes to the exceptions and messages of a phone (libcore IoBridge).
 */
final class RelayFailure {
  private RelayFailure() {}

  static IOException toConnect(Map<String, Object> failed, String target, int timeoutMs) {
    String error = String.valueOf(failed.get("error"));
    String tried = "failed to connect to " + target;
    return switch (error) {
      case "UNREACHABLE" ->
          new ConnectException(tried + ": connect failed: ENETUNREACH (Network is unreachable)");
      case "REFUSED" ->
          new ConnectException(tried + ": connect failed: ECONNREFUSED (Connection refused)");
      case "TIMEOUT" -> timeout(target, timeoutMs);
      case "UNKNOWN_HOST" -> new UnknownHostException(target);
      case "RESET" -> new SocketException("Connection reset");
      case "BLOCKED" ->
          new ConnectException(tried + ": connect failed: EPERM (Operation not permitted)");
      case "DENIED" ->
          new NoRouteToHostException(tried + ": connect failed: EACCES (Permission denied)");
      default -> new IOException("Relay answered " + failed + " to a CONNECT to " + target + ".");
    };
  }

  static SocketTimeoutException timeout(String target, int timeoutMs) {
    return new SocketTimeoutException(
        "failed to connect to " + target + " after " + timeoutMs + "ms");
  }

  static SocketException ofEnd(Map<String, Object> reset) {
    return "ABORTED".equals(reset.get("error"))
        ? new SocketException("Software caused connection abort")
        : new SocketException("Connection reset");
  }
}
