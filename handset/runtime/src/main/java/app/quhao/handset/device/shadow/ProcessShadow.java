package app.quhao.handset.device.shadow;

import android.os.Process;
import android.os.SystemClock;
import app.quhao.handset.device.Handset;
import app.quhao.handset.host.ThreadIds;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowProcess;

/** The real process with the uid that the handset assigned to the package. */
@Implements(Process.class)
public final class ProcessShadow extends ShadowProcess {
  /** The exit code after SIGKILL: 128 + 9. */
  private static final int KILLED = 137;

  /** The nice values that the app has set, by thread. */
  private static final Map<Integer, Integer> PRIORITIES = new ConcurrentHashMap<>();

  @Implementation
  protected static int myPid() {
    return (int) ProcessHandle.current().pid();
  }

  @Implementation
  protected static int myUid() {
    return Handset.current().seam().arguments().uid();
  }

  @Implementation
  protected static int myTid() {
    return (int) ThreadIds.current();
  }

  @Implementation
  protected static void setThreadPriority(int priority) {
    setThreadPriority(myTid(), priority);
  }

  /** It is only remembered. */
  @Implementation
  protected static void setThreadPriority(int thread, int priority) {
    PRIORITIES.put(thread == 0 ? myTid() : thread, priority);
  }

  @Implementation
  protected static int getThreadPriority(int thread) {
    return PRIORITIES.getOrDefault(
        thread == 0 ? myTid() : thread, Process.THREAD_PRIORITY_DEFAULT);
  }

  @Implementation
  protected static long getElapsedCpuTime() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return TimeUnit.NANOSECONDS.toMillis(system.getProcessCpuTime());
  }

  @Implementation
  protected static long getStartElapsedRealtime() {
    return SystemClock.elapsedRealtime() - ManagementFactory.getRuntimeMXBean().getUptime();
  }

  @Implementation
  protected static long getStartUptimeMillis() {
    return getStartElapsedRealtime();
  }

  @Implementation
  protected static void killProcess(int pid) {
    if (pid == myPid()) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
