package app.quhao.handset.device.screen;

import android.view.Choreographer;
import app.quhao.handset.device.MainThread;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until changes have been drawn. */
final class Frames {
  private static final int MOST_FRAMES = 30;
  private static final long LONGEST_FRAME_SECONDS = 20;

  private final MainThread main;
  private final DeviceWindows windows;

  Frames(MainThread main, DeviceWindows windows) {
    this.main = main;
    this.windows = windows;
  }

  /** Waits for one frame, and for more while a window is not laid out. */
  void awaitDrawn() throws Exception {
    for (int i = 0; i < MOST_FRAMES; i++) {
      awaitOne();
      if (main.call(windows::areLaidOut)) {
        return;
      }
    }
  }

  private void awaitOne() throws InterruptedException {
    CountDownLatch drawn = new CountDownLatch(1);
    // A frame's callbacks run before its traversal. Messages that they post run after it.
    main.handler()
        .post(
            () ->
                Choreographer.getInstance()
                    .postFrameCallback(time -> main.handler().post(drawn::countDown)));
    if (!drawn.await(LONGEST_FRAME_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "The main thread drew no frame in " + LONGEST_FRAME_SECONDS + " s: is it blocked?");
    }
  }
}
