package app.quhao.handset.device.network;

import android.net.Network;
import android.net.NetworkRequest;
import android.os.IBinder;
import android.os.Messenger;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * One network request or callback of the app, and the networks that were reported to it. Guarded by
 * ConnectivityService.
 */
final class NetworkRegistration {
  private final NetworkRequest request;
  private final Messenger messenger;
  private final IBinder token;
  private final Set<Network> reported = new LinkedHashSet<>();
  private Future<?> timeout;

  NetworkRegistration(NetworkRequest request, Messenger messenger, IBinder token) {
    this.request = request;
    this.messenger = messenger;
    this.token = token;
  }

  NetworkRequest request() {
    return request;
  }

  Messenger messenger() {
    return messenger;
  }

  IBinder token() {
    return token;
  }

  /**
   * A listener receives every matching network. Other registrations receive the one that satisfies
   * them.
   */
  boolean isListener() {
    return request.type == NetworkRequest.Type.LISTEN
        || request.type == NetworkRequest.Type.LISTEN_FOR_BEST;
  }

  boolean tracksDefault() {
    return request.type == NetworkRequest.Type.TRACK_DEFAULT
        || request.type == NetworkRequest.Type.TRACK_SYSTEM_DEFAULT;
  }

  /** Whether it can bring up mobile data. */
  boolean isRequest() {
    return request.type == NetworkRequest.Type.REQUEST
        || request.type == NetworkRequest.Type.BACKGROUND_REQUEST;
  }

  Set<Network> reported() {
    return reported;
  }

  void setTimeout(Future<?> timeout) {
    this.timeout = timeout;
  }

  void cancelTimeout() {
    if (timeout != null) {
      timeout.cancel(false);
      timeout = null;
    }
  }
}
