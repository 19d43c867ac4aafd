package app.quhao.handset.device.shadow;

import android.view.DisplayEventReceiver;
import app.quhao.handset.device.Handset;
import app.quhao.handset.device.clock.FramePulse;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowDisplayEventReceiver;
import org.robolectric.util.ReflectionHelpers;
import org.robolectric.util.ReflectionHelpers.ClassParameter;

/** Delivers frames at 60 Hz. Robolectric's shadow delivers each requested frame immediately. */
@Implements(className = "android.view.DisplayEventReceiver", isInAndroidSdk = false)
public final class DisplayEventReceiverShadow extends ShadowDisplayEventReceiver {
  @Override
  protected void onVsync(long ignoredTestTime, int frame, Object vsyncEventData) {
    Handset handset = Handset.current();
    long now = handset.seam().clock().nanoTime();
    long next = FramePulse.after(now);
    handset.services().timers().after(next - now, () -> deliver(next, frame, vsyncEventData));
  }

  private void deliver(long timestampNanos, int frame, Object vsyncEventData) {
    ReflectionHelpers.callInstanceMethod(
        DisplayEventReceiver.class,
        realReceiver,
        "onVsync",
        ClassParameter.from(long.class, timestampNanos),
        ClassParameter.from(long.class, 0L),
        ClassParameter.from(int.class, frame),
        ClassParameter.from(vsyncEventData.getClass(), vsyncEventData));
  }
}
