package app.quhao.handset.device.shadow;

import android.os.SystemClock;
import app.quhao.handset.device.Handset;
import java.util.concurrent.TimeUnit;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadow.api.ShadowPicker;
import org.robolectric.shadows.ShadowPausedSystemClock;
import org.robolectric.shadows.ShadowSystemClock;

/**
 * SystemClock in real time: CLOCK_MONOTONIC since the handset's boot. The handset never sleeps, so
 * uptime and elapsed time are equal.
 */
@Implements(value = SystemClock.class, isInAndroidSdk = false)
public final class SystemClockShadow extends ShadowPausedSystemClock {
  private static long now() {
    return Handset.current().seam().clock().nanoTime();
  }

  @Implementation
  protected static void sleep(long millis) {
    long end = now() + TimeUnit.MILLISECONDS.toNanos(millis);
    boolean interrupted = false;
    for (long left = end - now(); left > 0; left = end - now()) {
      try {
        TimeUnit.NANOSECONDS.sleep(left);
      } catch (InterruptedException e) {
        // As in AOSP: continues to sleep and sets the flag at the end.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Implementation
  protected static boolean setCurrentTimeMillis(long millis) {
    return false;
  }

  @Implementation
  protected static long uptimeMillis() {
    return TimeUnit.NANOSECONDS.toMillis(now());
  }

  @Implementation
  protected static long uptimeNanos() {
    return now();
  }

  @Implementation
  protected static long elapsedRealtime() {
    return TimeUnit.NANOSECONDS.toMillis(now());
  }

  @Implementation
  protected static long elapsedRealtimeNanos() {
    return now();
  }

  /** Selects the shadow class for Robolectric. */
  public static final class Picker implements ShadowPicker<ShadowSystemClock> {
    @Override
    public Class<? extends ShadowSystemClock> pickShadowClass() {
      return SystemClockShadow.class;
    }
  }
}
