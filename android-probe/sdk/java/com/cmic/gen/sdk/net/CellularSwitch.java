package com.cmic.gen.sdk.net;

import android.net.ConnectivityManager;
import android.net.ConnectivityManager.NetworkCallback;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.net.NetworkRequest;
import com.cmic.gen.sdk.policy.BearerPolicy;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.policy.TimePolicy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks the system for mobile data while Wi-Fi may stay the default. */
public final class CellularSwitch {
  private final ConnectivityManager manager;
  private final BearerPolicy policy;

  public CellularSwitch(ConnectivityManager manager, BearerPolicy policy) {
    this.manager = manager;
    this.policy = policy;
  }

  /** One held network request; its release unregisters it once. */
  public final class Request extends NetworkCallback implements CallResources.Held {
    private final CountDownLatch settled = new CountDownLatch(1);
    private final AtomicBoolean isReleased = new AtomicBoolean();
    private volatile Network network;

    private Request() {}

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
    public void release(boolean timedOut) {
      settled.countDown();
      if (!policy.releasesNetwork(timedOut) || !isReleased.compareAndSet(false, true)) return;
      manager.unregisterNetworkCallback(this);
    }
  }

  /** Granted, and held in `resources` until released there. */
  public Request acquire(Limit limit, CallResources resources) throws FailureException {
    Request request = new Request();
    NetworkRequest wanted =
        new NetworkRequest.Builder()
            .addTransportType(NetworkCapabilities.TRANSPORT_CELLULAR)
            .addCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)
            .build();
    try {
      manager.requestNetwork(wanted, request);
    } catch (RuntimeException e) {
      // Android 6.0.0 wants WRITE_SETTINGS here; beyond 100 requests of an app the system refuses
      // too.
      throw new FailureException(Failure.SWITCH_REFUSED, e);
    }
    resources.hold(request);
    boolean isSettled = await(request, limit);
    if (!isSettled)
      throw new FailureException(Failure.SWITCH_PENDING, "no mobile data within the limit");
    if (request.network == null) {
      throw new FailureException(Failure.SWITCH_REFUSED, "the system grants no mobile data");
    }
    if (policy.bindsProcess()) manager.bindProcessToNetwork(request.network);
    return request;
  }

  private static boolean await(Request request, Limit limit) throws FailureException {
    try {
      long left = limit.leftMillis();
      if (left != TimePolicy.WITHOUT_LIMIT)
        return request.settled.await(left, TimeUnit.MILLISECONDS);
      request.settled.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailureException(Failure.INTERNAL, e);
    }
  }
}
