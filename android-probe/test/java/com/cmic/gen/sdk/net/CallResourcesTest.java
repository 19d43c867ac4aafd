package com.cmic.gen.sdk.net;

import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;

public final class CallResourcesTest {
  private final CallResources resources = new CallResources();
  private final List<Boolean> releases = new ArrayList<>();
  private final CallResources.Held held = releases::add;

  @Test
  public void releasesOnceHoweverOftenAsked() {
    resources.hold(held);
    resources.release(held, false);
    resources.release(held, true);
    resources.closeAll(true);
    assertEquals(Arrays.asList(false), releases);
  }

  @Test
  public void releasesWhatIsHeldWhenTheCallEnds() {
    resources.hold(held);
    resources.closeAll(true);
    assertEquals(Arrays.asList(true), releases);
  }

  @Test
  public void releasesAtOnceWhatComesAfterTheEnd() {
    resources.closeAll(true);
    resources.hold(held);
    assertEquals(Arrays.asList(true), releases);
  }
}
