package app.quhao.probe;

import android.os.Handler;
import android.os.Looper;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs what an app would run on its main thread there, and waits for it. */
public final class MainThread {
  private final Handler handler = new Handler(Looper.getMainLooper());

  /** Throws what the task threw, as it was. */
  public <T> T call(Callable<T> task) throws Exception {
    FutureTask<T> future = new FutureTask<>(task);
    handler.post(future);
    try {
      return future.get();
    } catch (ExecutionException error) {
      Throwable cause = error.getCause();
      if (cause instanceof Exception) {
        throw (Exception) cause;
      }
      if (cause instanceof Error) {
        throw (Error) cause;
      }
      throw error;
    }
  }
}
