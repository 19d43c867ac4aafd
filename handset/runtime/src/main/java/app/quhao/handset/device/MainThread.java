package app.quhao.handset.device;

import android.os.Handler;
import android.os.Looper;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.robolectric.shadow.api.Shadow;

/** The app's main thread: named as on a phone, looping by itself, and the process dies with it. */
public final class MainThread {
  private final ProcessDeath death;
  private volatile Handler handler;

  MainThread(ProcessDeath death) {
    this.death = death;
  }

  /**
   * Robolectric makes a main thread only where none is
   * (ShadowPausedLooper.createMainThreadAndLooperIfNecessary). Its own would stay alive after a
   * crash, in a state CRASHED.
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
      // Past Robolectric's shadow of loop(), which keeps exceptions to itself.
      Shadow.directlyOn(Looper.class, "loop");
    } catch (Throwable e) {
      death.uncaught(Thread.currentThread(), e);
    }
  }

  public Handler handler() {
    return handler;
  }

  /** Runs on the main thread and waits for it; what it throws is thrown here. */
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
   * Runs as the framework runs an app's code: what it throws is the app's crash. Returns when it
   * has run.
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
