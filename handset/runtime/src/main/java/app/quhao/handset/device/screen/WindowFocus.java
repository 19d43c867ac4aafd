package app.quhao.handset.device.screen;

import android.view.Choreographer;
import android.view.ViewRootImpl;
import app.quhao.handset.device.MainThread;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowViewRootImpl;

/**
 * Gives the focus to the topmost focusable window, one frame after windows were added, removed or
 * changed. Main thread.
 */
public final class WindowFocus {
  /** Limits the frames for a window that is never laid out. */
  private static final int MOST_FRAMES = 60;

  private final MainThread main;
  private final DeviceWindows windows;
  private boolean isDue;
  private int framesLeft;
  private ViewRootImpl holder;

  public WindowFocus(MainThread main, DeviceWindows windows) {
    this.main = main;
    this.windows = windows;
  }

  public void refreshSoon() {
    framesLeft = MOST_FRAMES;
    askForFrame();
  }

  private void askForFrame() {
    if (isDue || framesLeft == 0) {
      return;
    }
    isDue = true;
    framesLeft--;
    // Messages that a frame callback posts run after the traversal, which lays out the windows.
    Choreographer.getInstance().postFrameCallback(frame -> main.handler().post(this::refresh));
  }

  private void refresh() {
    isDue = false;
    if (!windows.areLaidOut()) {
      askForFrame();
    }
    DeviceWindow front = windows.focused();
    ViewRootImpl next = front == null ? null : front.root();
    if (next == holder) {
      return;
    }
    if (holder != null && holder.getView() != null) {
      Shadow.<ShadowViewRootImpl>extract(holder).callWindowFocusChanged(false);
    }
    holder = next;
    if (next != null) {
      Shadow.<ShadowViewRootImpl>extract(next).callWindowFocusChanged(true);
    }
  }
}
