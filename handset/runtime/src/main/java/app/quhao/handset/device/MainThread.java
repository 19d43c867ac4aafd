package app.quhao.handset.device;

import android.os.Handler;
import android.os.Looper;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.robolectric.shadow.api.Shadow;

/**
 * The app's main thread. It has a phone's thread name, runs its own loop, and ends the process when
 * it fails.
 */
public final class MainThread {
  private final ProcessDeath death;
  private volatile Handler handler;

  MainThread(ProcessDeath death) {
    this.death = death;
  }

  /**
   * Starts the main thread before Robolectric does
   * (ShadowPausedLooper.createMainThreadAndLooperIfNecessary). Robolectric's own thread would
   * survive a crash in the state CRASHED.
   */
  void start(ClassLoader loader) throws InterruptedException {
    CountDownLatch prepared = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              Looper.prepareMainLooper();
              handler = new Handler(Looper.getMainLooper());
              prepared.countDown();
              loop();
            },
            "main");
    thread.setContextClassLoader(loader);
    thread.start();
    prepared.await();
  }

  private void loop() {
    try {
      // Bypasses Robolectric's shadow of loop(), which swallows exceptions.
      Shadow.directlyOn(Looper.class, "loop");
    } catch (Throwable e) {
      death.uncaught(Thread.currentThread(), e);
    }
  }

  public Handler handler() {
    return handler;
  }

  /** Runs a task on the main thread, waits for it, and rethrows its exception. */
  public <T> T call(Callable<T> task) throws Exception {
    if (Looper.myLooper() == Looper.getMainLooper()) {
      return task.call();
    }
    FutureTask<T> future = new FutureTask<>(task);
    handler.post(future);
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw (Error) e.getCause();
    }
  }

  /**
   * Runs a task as the framework runs an app's code, so that an exception crashes the app. Returns
   * when the task has run.
   */
  public void runAsApp(Runnable task) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    handler.post(
        () -> {
          try {
            task.run();
          } finally {
            done.countDown();
          }
        });
    done.await();
  }
}
