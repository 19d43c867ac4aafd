package app.quhao.probe.command;

import app.quhao.probe.MainThread;
import app.quhao.probe.server.ProbeError;
import java.util.concurrent.Callable;

/** The SDK is called as apps call it: on the main thread. */
final class OnMainThread {
  private OnMainThread() {}

  static <T> T run(MainThread mainThread, Callable<T> task) throws ProbeError {
    try {
      return mainThread.call(task);
    } catch (ProbeError | RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProbeError.probeFault(e);
    } catch (Exception e) {
      throw ProbeError.probeFault(e);
    }
  }
}
