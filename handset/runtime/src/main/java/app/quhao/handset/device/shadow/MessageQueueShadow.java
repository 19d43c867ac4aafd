package app.quhao.handset.device.shadow;

import android.os.MessageQueue;
import app.quhao.handset.device.Handset;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadow.api.ShadowPicker;
import org.robolectric.shadows.ShadowMessageQueue;
import org.robolectric.shadows.ShadowPausedMessageQueue;

/** A message queue in real time. Robolectric's shadow waits until its test clock is advanced. */
@Implements(value = MessageQueue.class, isInAndroidSdk = false)
public final class MessageQueueShadow extends ShadowPausedMessageQueue {
  @Implementation
  @Override
  protected void nativePollOnce(long ptr, int timeoutMillis) {
    if (timeoutMillis <= 0) {
      super.nativePollOnce(ptr, timeoutMillis);
      return;
    }
    Future<?> wake =
        Handset.current()
            .services()
            .timers()
            .after(TimeUnit.MILLISECONDS.toNanos(timeoutMillis), () -> nativeWake(ptr));
    super.nativePollOnce(ptr, timeoutMillis);
    wake.cancel(false);
  }

  /** Selects the shadow class for Robolectric. */
  public static final class Picker implements ShadowPicker<ShadowMessageQueue> {
    @Override
    public Class<? extends ShadowMessageQueue> pickShadowClass() {
      return MessageQueueShadow.class;
    }
  }
}
