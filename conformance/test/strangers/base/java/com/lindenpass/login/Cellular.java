package com.lindenpass.login;

import android.content.Context;
import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.net.NetworkRequest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Mobile data, held as long as a number request needs it. */
final class Cellular extends ConnectivityManager.NetworkCallback implements AutoCloseable {
  private final ConnectivityManager connectivity;
  private final CountDownLatch decided = new CountDownLatch(1);
  private volatile Network network;

  Cellular(Context context) throws Failure {
    connectivity = (ConnectivityManager) context.getSystemService(Context.CONNECTIVITY_SERVICE);
    NetworkRequest request =
        new NetworkRequest.Builder()
            .addTransportType(NetworkCapabilities.TRANSPORT_CELLULAR)
            .addCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)
            .build();
    try {
      connectivity.requestNetwork(request, this);
    } catch (SecurityException error) {
      throw new Failure(Codes.OTHER, "the system does not let the app ask for mobile data");
    }
  }

  /** Waits until mobile data is there, at most until the call's limit. */
  Network await(Call call) throws Failure, InterruptedException {
    call.stage(Codes.SWITCHING);
    boolean isDecided = decided.await(call.leftMs(), TimeUnit.MILLISECONDS);
    if (!isDecided || network == null) {
      throw new Failure(Codes.SWITCHING, "mobile data did not come up");
    }
    call.stage(Codes.TIMEOUT);
    return network;
  }

  @Override
  public void onAvailable(Network available) {
    network = available;
    decided.countDown();
  }

  @Override
  public void onUnavailable() {
    decided.countDown();
  }

  @Override
  public void close() {
    connectivity.unregisterNetworkCallback(this);
  }
}
