package app.quhao.handset.host;

/**
 * Linux thread ids are not to be had in Java; these are unlike within a process, and the main
 * thread has the pid as on Android.
 */
public final class ThreadIds {
  private ThreadIds() {}

  public static long current() {
    Thread thread = Thread.currentThread();
    long pid = ProcessHandle.current().pid();
    return thread.getName().equals("main") ? pid : pid + thread.getId();
  }
}
