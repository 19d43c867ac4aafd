package com.cmic.gen.sdk.net;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import org.junit.Test;

public final class LimitTest {
  @Test
  public void tellsWhatIsLeft() throws Exception {
    long left = Limit.in(5000).leftMillis();
    assertTrue(left + " ms", left > 4500 && left <= 5000);
  }

  @Test
  public void throwsTimeoutWhenNothingIsLeft() {
    FailureException thrown =
        assertThrows(FailureException.class, () -> Limit.in(0).socketMillis());
    assertEquals(Failure.TIMEOUT, thrown.failure);
  }

  @Test
  public void aVeryLargeLimitLiesInTheFuture() throws Exception {
    Limit limit = Limit.in(Long.MAX_VALUE - 1);
    assertTrue(limit.leftMillis() > 1_000_000_000);
    assertEquals(Integer.MAX_VALUE, limit.socketMillis());
  }
}
