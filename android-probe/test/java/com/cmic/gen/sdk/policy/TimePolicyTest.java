package com.cmic.gen.sdk.policy;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public final class TimePolicyTest {
  private static final TimePolicy REFERENCE = new TimePolicy() {};

  @Test
  public void limitIsEightSecondsUnlessSet() {
    for (Api api : Api.values()) {
      assertEquals(8000, REFERENCE.limitMillis(api, null));
      assertEquals(1500, REFERENCE.limitMillis(api, 1500L));
    }
  }

  @Test
  public void zeroAndLessMeanTheDefault() {
    assertEquals(8000, REFERENCE.limitMillis(Api.LOGIN_AUTH, 0L));
    assertEquals(8000, REFERENCE.limitMillis(Api.LOGIN_AUTH, -1L));
  }
}
