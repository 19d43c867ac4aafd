package app.quhao.probe.network;

import android.net.Network;
import android.os.SystemClock;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Locale;
import javax.net.SocketFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.json.JSONObject;

/**
 * The probe's own HTTP request over a socket of a named bearer, so that a host can prove what the
 * network does.
 */
public final class RawRequest {
  private final String bearer;
  private final URI url;
  private final RawHttp http;
  private final long timeoutMillis;

  private RawRequest(String bearer, URI url, RawHttp http, long timeoutMillis) {
    this.bearer = bearer;
    this.url = url;
    this.http = http;
    this.timeoutMillis = timeoutMillis;
  }

  public static RawRequest read(Params params) throws ProbeError {
    params.only("action", "bearer", "url", "method", "body", "contentType", "timeoutMs");
    String bearer = params.text("bearer");
    if (!bearer.equals("default") && !ProbeNetworks.isTransport(bearer)) {
      throw ProbeError.badRequest("bearer must be default, wifi or cellular, got " + bearer);
    }
    long timeout = params.number("timeoutMs");
    if (timeout < 1 || timeout > 60_000) {
      throw ProbeError.badRequest("timeoutMs must be 1 to 60000");
    }
    URI url = url(params.text("url"));
    String body = params.textOrNull("body");
    String method = params.textOrNull("method");
    if (method == null) {
      method = body == null ? "GET" : "POST";
    }
    return new RawRequest(
        bearer, url, new RawHttp(method, url, body, params.textOrNull("contentType")), timeout);
  }

  private static URI url(String text) throws ProbeError {
    try {
      URI url = URI.create(text);
      boolean isWeb = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (isWeb && url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException error) {
      throw ProbeError.badRequest("url: " + error.getMessage());
    }
    throw ProbeError.badRequest("url must be an absolute http or https URL, got " + text);
  }

  public JSONObject send(ProbeNetworks networks) throws ProbeError {
    long started = SystemClock.elapsedRealtimeNanos();
    Deadline deadline = Deadline.after(timeoutMillis);
    JSONObject outcome;
    try {
      outcome = sendBy(networks, deadline);
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      throw ProbeError.probeFault(error);
    }
    Json.put(outcome, "startedNanos", Long.toString(started));
    Json.put(outcome, "endedNanos", Long.toString(SystemClock.elapsedRealtimeNanos()));
    return outcome;
  }

  private JSONObject sendBy(ProbeNetworks networks, Deadline deadline) throws InterruptedException {
    if (bearer.equals("default")) {
      // Unbound, like the app's own code: whatever the process was bound to takes it.
      return exchange(
          networks.active(), InetAddress::getAllByName, SocketFactory.getDefault(), deadline);
    }
    try (ProbeNetworks.Held held = networks.acquire(bearer, timeoutMillis)) {
      Network network = held.network;
      if (network == null) {
        return exchange(null, null, null, deadline);
      }
      return exchange(network, network::getAllByName, network.getSocketFactory(), deadline);
    }
  }

  /** How names are looked up: by one network, or by the process's own. */
  private interface Resolver {
    InetAddress[] resolve(String host) throws IOException;
  }

  private JSONObject exchange(
      Network network, Resolver names, SocketFactory sockets, Deadline deadline) {
    if (network == null) {
      return outcome("no-network", "no " + bearer + " network came");
    }
    try {
      InetAddress[] addresses = names.resolve(url.getHost());
      try (Socket socket = sockets.createSocket()) {
        socket.connect(new InetSocketAddress(addresses[0], port()), deadline.left());
        return http.exchange(secured(socket), deadline);
      }
    } catch (SocketTimeoutException error) {
      return outcome("timeout", error.toString());
    } catch (EOFException error) {
      return outcome("eof", error.toString());
    } catch (SSLException error) {
      return outcome("tls", error.toString());
    } catch (ConnectException error) {
      return outcome(says(error, "refused") ? "refused" : "error", error.toString());
    } catch (IOException error) {
      return outcome(says(error, "reset") ? "reset" : "error", error.toString());
    }
  }

  private Socket secured(Socket socket) throws IOException {
    if (!"https".equals(url.getScheme())) {
      return socket;
    }
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    return factory.createSocket(socket, url.getHost(), port(), true);
  }

  private int port() {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return "https".equals(url.getScheme()) ? 443 : 80;
  }

  /** java.net distinguishes a refusal, a reset and anything else in its message alone. */
  private static boolean says(IOException e, String word) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(word);
  }

  private static JSONObject outcome(String outcome, String message) {
    return Json.object("outcome", outcome, "message", message);
  }
}
