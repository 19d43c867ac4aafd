package com.cmic.gen.sdk.net;

import android.net.ConnectivityManager;
import android.net.ConnectivityManager.NetworkCallback;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.net.NetworkRequest;
import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks the system for mobile data. */
public final class CellularSwitch implements CellularAccess {
  private final ConnectivityManager manager;

  public CellularSwitch(ConnectivityManager manager) {
    this.manager = manager;
  }

  /** One network request; its release unregisters it once. */
  private final class Request extends NetworkCallback implements CellularLease {
    private final CountDownLatch settled = new CountDownLatch(1);
    private final AtomicBoolean isReleased = new AtomicBoolean();
    private volatile Network network;

    @Override
    public Network network() {
      return network;
    }

    @Override
    public void onAvailable(Network available) {
      network = available;
      settled.countDown();
    }

    @Override
    public void onUnavailable() {
      settled.countDown();
    }

    @Override
    public void release() {
      settled.countDown();
      if (isReleased.compareAndSet(false, true)) {
        manager.unregisterNetworkCallback(this);
      }
    }
  }

  @Override
  public CellularLease acquire(Call call, CallResources resources) throws FailureException {
    Request request = new Request();
    NetworkRequest wanted =
        new NetworkRequest.Builder()
            .addTransportType(NetworkCapabilities.TRANSPORT_CELLULAR)
            .addCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)
            .build();
    try {
      manager.requestNetwork(wanted, request);
    } catch (RuntimeException error) {
      // Android 6.0.0 wants WRITE_SETTINGS here; the system also refuses an app's 101st request.
      throw new FailureException(Failure.SWITCH_REFUSED, error);
    }
    resources.hold(request);
    if (!await(request, call.limit())) {
      throw new FailureException(Failure.SWITCH_PENDING, "no mobile data within the limit");
    }
    if (request.network == null) {
      throw new FailureException(Failure.SWITCH_REFUSED, "the system grants no mobile data");
    }
    return request;
  }

  private static boolean await(Request request, Limit limit) throws FailureException {
    try {
      return request.settled.await(limit.leftNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      throw new FailureException(Failure.INTERNAL, error);
    }
  }
}
