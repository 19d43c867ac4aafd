package com.cmic.gen.sdk.net;

import static org.junit.Assert.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

public final class CallResourcesTest {
  private final CallResources resources = new CallResources();
  private final AtomicInteger releases = new AtomicInteger();
  private final CallResources.Held held = releases::incrementAndGet;

  @Test
  public void releasesOnceHoweverOftenAsked() {
    resources.hold(held);
    resources.release(held);
    resources.release(held);
    resources.closeAll();
    assertEquals(1, releases.get());
  }

  @Test
  public void releasesWhatIsHeldWhenTheCallEnds() {
    resources.hold(held);
    resources.closeAll();
    assertEquals(1, releases.get());
  }

  @Test
  public void releasesAtOnceWhatComesAfterTheEnd() {
    resources.closeAll();
    resources.hold(held);
    assertEquals(1, releases.get());
  }
}
