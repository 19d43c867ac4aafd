package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.net.CallResources;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A retrieval that one call carries out and others wait for. */
final class SharedRetrieval {
  private final Call owner;
  private final List<CountDownLatch> waiting = new ArrayList<>();
  private boolean isOver;
  private FailureException failure;
  private GatewayRefusal refusal;

  SharedRetrieval(Call owner) {
    this.owner = owner;
  }

  boolean isOf(Call call) {
    return owner == call;
  }

  /** The retrieval failed for a reason that holds for the others too. */
  synchronized void fail(FailureException error) {
    // A limit or the end of the owner's own call says nothing of the others.
    failure = owner.isOpen() ? error : null;
  }

  synchronized void refuse(GatewayRefusal error) {
    refusal = owner.isOpen() ? error : null;
  }

  synchronized void end() {
    isOver = true;
    for (CountDownLatch latch : waiting) {
      latch.countDown();
    }
  }

  /** Returns when the retrieval is over, successful or cut off, within the call's own limit. */
  void await(Call call) throws FailureException, GatewayRefusal {
    CountDownLatch woken = latch();
    CallResources.Held wait = woken::countDown;
    call.resources().hold(wait);
    call.waitFor(owner);
    try {
      if (!woken.await(call.limit().leftNanos(), TimeUnit.NANOSECONDS) || !call.isOpen()) {
        throw new FailureException(Failure.TIMEOUT, "the number did not come within the limit");
      }
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      throw new FailureException(Failure.INTERNAL, error);
    } finally {
      call.waitFor(null);
      call.resources().release(wait);
    }
    rethrow();
  }

  private synchronized CountDownLatch latch() {
    CountDownLatch latch = new CountDownLatch(isOver ? 0 : 1);
    waiting.add(latch);
    return latch;
  }

  private synchronized void rethrow() throws FailureException, GatewayRefusal {
    if (failure != null) {
      throw failure;
    }
    if (refusal != null) {
      throw refusal;
    }
  }
}
