package com.lotus.onekey;

import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.net.NetworkRequest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Mobile data, asked for and held until closed. */
final class Cell extends ConnectivityManager.NetworkCallback implements AutoCloseable {
  private final ConnectivityManager nets;
  private final CountDownLatch known = new CountDownLatch(1);
  private volatile Network network;
  private volatile boolean blocked;
  private boolean registered;

  Cell(ConnectivityManager nets) {
    this.nets = nets;
  }

  synchronized void ask() throws Fault {
    NetworkRequest request =
        new NetworkRequest.Builder()
            .addTransportType(NetworkCapabilities.TRANSPORT_CELLULAR)
            .addCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)
            .build();
    try {
      nets.requestNetwork(request, this);
      registered = true;
    } catch (RuntimeException error) {
      throw new Fault("200024", "the switch to mobile data is refused");
    }
  }

  Network await(long ms) throws Fault, InterruptedException {
    if (!known.await(Math.max(0, ms), TimeUnit.MILLISECONDS)) {
      throw new Fault("200024", "mobile data did not come up in time");
    }
    if (network == null) {
      throw new Fault("200024", "mobile data cannot be had");
    }
    if (blocked) {
      throw new Fault("200025", "mobile data is denied to this app");
    }
    return network;
  }

  @Override
  public void onAvailable(Network n) {
    network = n;
    known.countDown();
  }

  @Override
  public void onUnavailable() {
    known.countDown();
  }

  @Override
  public void onBlockedStatusChanged(Network n, boolean on) {
    blocked = on;
  }

  @Override
  public synchronized void close() {
    if (registered) {
      registered = false;
      nets.unregisterNetworkCallback(this);
    }
    known.countDown();
  }
}
