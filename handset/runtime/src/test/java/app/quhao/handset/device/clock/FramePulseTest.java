package app.quhao.handset.device.clock;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public final class FramePulseTest {
  @Test
  public void occursSixtyTimesASecond() {
    long at = 0;
    for (int i = 0; i < 60; i++) {
      at = FramePulse.after(at);
    }
    assertEquals(1e9, at, 100);
  }

  @Test
  public void isAlwaysInTheFuture() {
    long pulse = FramePulse.after(123_456_789);
    assertTrue(pulse > 123_456_789);
    assertTrue(FramePulse.after(pulse) > pulse);
    assertEquals(pulse, FramePulse.after(pulse - 1));
  }
}
