package app.quhao.handset.device.shadow;

import android.app.ActivityManager;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowActivityManager;

/** The memory of the device, as `/proc/meminfo` says it (handset/src/runtime/app-root.ts). */
@Implements(ActivityManager.class)
public final class ActivityManagerShadow extends ShadowActivityManager {
  private static final long KILOBYTE = 1024;
  private static final long TOTAL = 4_000_000 * KILOBYTE;
  private static final long AVAILABLE = 3_000_000 * KILOBYTE;
  private static final long THRESHOLD = 221_184 * KILOBYTE;

  @Implementation
  @Override
  protected void getMemoryInfo(ActivityManager.MemoryInfo info) {
    info.totalMem = TOTAL;
    info.availMem = AVAILABLE;
    info.threshold = THRESHOLD;
    info.lowMemory = false;
  }
}
