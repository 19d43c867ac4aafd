package app.quhao.handset.device.shadow;

import android.content.BroadcastReceiver.PendingResult;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.annotation.RealObject;
import org.robolectric.util.ReflectionHelpers;

/** Reports that a receiver has finished, at the end of onReceive or of its goAsync. */
@Implements(PendingResult.class)
public final class PendingResultShadow {
  @RealObject private PendingResult result;
  private Runnable onFinished = () -> {};

  public void onFinished(Runnable task) {
    onFinished = task;
  }

  @Implementation
  protected void finish() {
    synchronized (result) {
      if (ReflectionHelpers.<Boolean>getField(result, "mFinished")) {
        throw new IllegalStateException("Broadcast already finished");
      }
      ReflectionHelpers.setField(result, "mFinished", true);
    }
    onFinished.run();
  }
}
