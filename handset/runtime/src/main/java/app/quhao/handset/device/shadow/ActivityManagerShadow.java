package app.quhao.handset.device.shadow;

import android.app.ActivityManager;
import android.app.ActivityManager.RunningAppProcessInfo;
import android.app.Application;
import java.util.ArrayList;
import java.util.List;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowActivityManager;

/** The app's process, and the memory of the device as `/proc/meminfo` says it (handset/src/runtime/app-root.ts). */
@Implements(ActivityManager.class)
public final class ActivityManagerShadow extends ShadowActivityManager {
  private static final long KILOBYTE = 1024;
  private static final long TOTAL = 4_000_000 * KILOBYTE;
  private static final long AVAILABLE = 3_000_000 * KILOBYTE;
  private static final long THRESHOLD = 221_184 * KILOBYTE;

  /** The app's own process. Others of the package are not listed. */
  @Implementation
  @Override
  protected List<RunningAppProcessInfo> getRunningAppProcesses() {
    RunningAppProcessInfo own = new RunningAppProcessInfo();
    ActivityManager.getMyMemoryState(own);
    own.processName = Application.getProcessName();
    own.pkgList = new String[] {RuntimeEnvironment.getApplication().getPackageName()};
    return new ArrayList<>(List.of(own));
  }

  /** In MB, as dalvik.vm.heapgrowthlimit says it. */
  @Implementation
  @Override
  protected int getMemoryClass() {
    return 256;
  }

  @Implementation
  protected int getLargeMemoryClass() {
    return 512;
  }

  @Implementation
  @Override
  protected void getMemoryInfo(ActivityManager.MemoryInfo info) {
    info.totalMem = TOTAL;
    info.availMem = AVAILABLE;
    info.threshold = THRESHOLD;
    info.lowMemory = false;
  }
}
