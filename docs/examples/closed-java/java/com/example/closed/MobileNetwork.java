package com.example.closed;

import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.net.NetworkRequest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Mobile data, held for one request. */
final class MobileNetwork extends ConnectivityManager.NetworkCallback implements AutoCloseable {
  private final ConnectivityManager connectivity;
  private final BlockingQueue<Network> available = new ArrayBlockingQueue<>(1);

  MobileNetwork(ConnectivityManager connectivity) {
    this.connectivity = connectivity;
    NetworkRequest request =
        new NetworkRequest.Builder()
            .addCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)
            .addTransportType(NetworkCapabilities.TRANSPORT_CELLULAR)
            .build();
    connectivity.requestNetwork(request, this);
  }

  Network await(long limitMs) throws CallException, InterruptedException {
    Network network = available.poll(limitMs, TimeUnit.MILLISECONDS);
    if (network == null) {
      throw new CallException("NO_MOBILE_DATA", "mobile data did not come up");
    }
    return network;
  }

  @Override
  public void onAvailable(Network network) {
    available.offer(network);
  }

  @Override
  public void close() {
    connectivity.unregisterNetworkCallback(this);
  }
}
