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
    } catch (ProbeError | RuntimeException error) {
      throw error;
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      throw ProbeError.probeFault(error);
    } catch (Exception error) {
      throw ProbeError.probeFault(error);
    }
  }
}
