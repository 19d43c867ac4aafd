package com.maple.pass;

import android.content.Context;
import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.net.NetworkRequest;
import java.io.IOException;

/** Mobile data, asked for by one call and given back by it. */
final class Cell extends ConnectivityManager.NetworkCallback {
  private final ConnectivityManager manager;
  private final Trip trip;
  private Network network;
  volatile boolean lost;
  volatile boolean blocked;
  private boolean refused;
  private boolean released;

  Cell(Context context, Trip trip) {
    manager = (ConnectivityManager) context.getSystemService(Context.CONNECTIVITY_SERVICE);
    this.trip = trip;
  }

  void ask() throws Trouble {
    try {
      manager.requestNetwork(
          new NetworkRequest.Builder()
              .addTransportType(NetworkCapabilities.TRANSPORT_CELLULAR)
              .addCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)
              .build(),
          this);
    } catch (RuntimeException e) {
      released = true;
      throw new Trouble("M-SWITCH", "切换数据网络失败");
    }
  }

  synchronized Network await() throws IOException, Trouble {
    while (network == null) {
      if (trip.stopped) throw new Trip.Stopped();
      if (refused) throw new Trouble("M-SWITCH", "切换数据网络失败");
      long left = trip.left();
      if (left <= 0) throw new Trip.Late();
      try {
        wait(F.on("w59") ? Math.min(left, 1000) : left);
      } catch (InterruptedException e) {
        throw new Trip.Stopped();
      }
      if (network == null && F.on("w59") && !trip.stopped) return null;
    }
    return network;
  }

  synchronized void poke() {
    notifyAll();
  }

  @Override
  public synchronized void onAvailable(Network found) {
    network = found;
    lost = false;
    notifyAll();
  }

  @Override
  public void onLost(Network gone) {
    synchronized (this) {
      if (!gone.equals(network)) return;
      network = null;
      lost = true;
      notifyAll();
    }
    trip.wake();
  }

  @Override
  public synchronized void onUnavailable() {
    refused = true;
    notifyAll();
  }

  @Override
  public void onBlockedStatusChanged(Network on, boolean is) {
    blocked = is;
  }

  synchronized void release() {
    if (released) return;
    released = true;
    if (F.on("w60") && trip.waitsForNetwork) return;
    try {
      manager.unregisterNetworkCallback(this);
    } catch (RuntimeException ignored) {
      // not registered
    }
  }
}
