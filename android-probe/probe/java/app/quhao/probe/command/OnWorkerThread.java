package app.quhao.probe.command;

import app.quhao.probe.server.ProbeError;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The SDK is called from a thread of the app's own, which has no looper. */
final class OnWorkerThread {
  private OnWorkerThread() {}

  static <T> T run(Callable<T> task) throws ProbeError {
    FutureTask<T> future = new FutureTask<>(task);
    new Thread(future, "app-worker").start();
    try {
      return future.get();
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      throw ProbeError.probeFault(error);
    } catch (ExecutionException error) {
      if (error.getCause() instanceof ProbeError) {
        throw (ProbeError) error.getCause();
      }
      throw ProbeError.probeFault(error);
    }
  }
}
