package app.quhao.handset.device.network;

import android.net.ConnectivityManager;
import android.net.LinkProperties;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.net.NetworkRequest;
import android.os.Bundle;
import android.os.Message;
import android.os.Parcelable;
import android.os.RemoteException;

/**
 * Sends the messages of ConnectivityManager.CallbackHandler. Their numbers are
 * ConnectivityManager.CALLBACK_*, and the bundle's keys are simple class names.
 */
final class NetworkCallbacks {
  private NetworkCallbacks() {}

  static void available(NetworkRegistration to, BearerNetwork network) {
    Bundle bundle = bundle(to, network.network());
    put(bundle, NetworkCapabilities.class, network.capabilities());
    put(bundle, LinkProperties.class, network.link());
    send(to, ConnectivityManager.CALLBACK_AVAILABLE, reasons(network), bundle);
  }

  static void blocked(NetworkRegistration to, BearerNetwork network) {
    Bundle bundle = bundle(to, network.network());
    send(to, ConnectivityManager.CALLBACK_BLK_CHANGED, reasons(network), bundle);
  }

  private static int reasons(BearerNetwork network) {
    return network.isBlocked()
        ? ConnectivityManager.BLOCKED_METERED_REASON_USER_RESTRICTED
        : ConnectivityManager.BLOCKED_REASON_NONE;
  }

  static void capabilities(NetworkRegistration to, BearerNetwork network) {
    Bundle bundle = bundle(to, network.network());
    put(bundle, NetworkCapabilities.class, network.capabilities());
    send(to, ConnectivityManager.CALLBACK_CAP_CHANGED, 0, bundle);
  }

  static void link(NetworkRegistration to, BearerNetwork network) {
    Bundle bundle = bundle(to, network.network());
    put(bundle, LinkProperties.class, network.link());
    send(to, ConnectivityManager.CALLBACK_IP_CHANGED, 0, bundle);
  }

  static void losing(NetworkRegistration to, BearerNetwork network, int lingerMs) {
    send(to, ConnectivityManager.CALLBACK_LOSING, lingerMs, bundle(to, network.network()));
  }

  static void lost(NetworkRegistration to, Network network) {
    send(to, ConnectivityManager.CALLBACK_LOST, 0, bundle(to, network));
  }

  static void unavailable(NetworkRegistration to) {
    Bundle bundle = new Bundle();
    put(bundle, NetworkRequest.class, to.request());
    send(to, ConnectivityManager.CALLBACK_UNAVAIL, 0, bundle);
  }

  private static Bundle bundle(NetworkRegistration to, Network network) {
    Bundle bundle = new Bundle();
    put(bundle, NetworkRequest.class, to.request());
    put(bundle, Network.class, network);
    return bundle;
  }

  private static <T extends Parcelable> void put(Bundle bundle, Class<T> type, T value) {
    bundle.putParcelable(type.getSimpleName(), value);
  }

  private static void send(NetworkRegistration to, int what, int argument, Bundle bundle) {
    Message message = Message.obtain();
    message.what = what;
    message.arg1 = argument;
    message.setData(bundle);
    try {
      to.messenger().send(message);
    } catch (RemoteException e) {
      throw new IllegalStateException("A messenger in our own process has gone", e);
    }
  }
}
