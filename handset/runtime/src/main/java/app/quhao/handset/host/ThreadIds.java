package app.quhao.handset.host;

/**
 * Java does not expose Linux thread ids. These ids are unique within the process, and the main
 * thread's id is the pid as on Android.
 */
public final class ThreadIds {
  private ThreadIds() {}

  public static long current() {
    Thread thread = Thread.currentThread();
    long pid = ProcessHandle.current().pid();
    return thread.getName().equals("main") ? pid : pid + thread.getId();
  }
}
