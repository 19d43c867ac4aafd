package app.quhao.handset.device.screen;

import android.view.Choreographer;
import android.view.ViewRootImpl;
import java.util.concurrent.atomic.AtomicBoolean;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowViewRootImpl;

/**
 * Gives the focus to the uppermost window that takes it, a frame after windows came, went, or
 * changed. Main thread.
 */
public final class WindowFocus {
  private final AtomicBoolean isDue = new AtomicBoolean();
  private ViewRootImpl holder;

  public void refreshSoon() {
    if (!isDue.getAndSet(true)) {
      Choreographer.getInstance().postFrameCallback(frame -> refresh());
    }
  }

  private void refresh() {
    isDue.set(false);
    DeviceWindow front = DeviceWindows.focused();
    ViewRootImpl next = front == null ? null : front.root();
    if (next == holder) {
      return;
    }
    if (next != null && !front.view().isAttachedToWindow()) {
      refreshSoon();
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
