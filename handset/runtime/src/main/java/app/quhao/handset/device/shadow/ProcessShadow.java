package app.quhao.handset.device.shadow;

import android.os.Process;
import app.quhao.handset.device.Handset;
import app.quhao.handset.host.ThreadIds;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowProcess;

/** The real process with the uid that the handset assigned to the package. */
@Implements(Process.class)
public final class ProcessShadow extends ShadowProcess {
  /** The exit code after SIGKILL: 128 + 9. */
  private static final int KILLED = 137;

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
  protected static void killProcess(int pid) {
    if (pid == myPid()) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
