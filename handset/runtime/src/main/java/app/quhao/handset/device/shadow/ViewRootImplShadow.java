package app.quhao.handset.device.shadow;

import android.view.View;
import android.view.ViewRootImpl;
import android.view.WindowManager.LayoutParams;
import app.quhao.handset.device.Handset;
import java.util.Map;
import org.robolectric.annotation.Filter;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowViewRootImpl;

/** Reports changes of windows to WindowFocus, and those of the screen to the launcher. */
@Implements(value = ViewRootImpl.class, isInAndroidSdk = false)
public final class ViewRootImplShadow extends ShadowViewRootImpl {
  private static void changed() {
    Handset.current().services().focus().refreshSoon();
    drawn();
  }

  private static void drawn() {
    Handset handset = Handset.current();
    if (handset.services().windows().noteChange()) {
      handset.seam().events().send("drawn", Map.of());
    }
  }

  /** Runs for every frame of a window in which something is laid out or drawn again. */
  @Filter(order = Filter.Order.AFTER)
  protected void performTraversals() {
    drawn();
  }

  @Filter(order = Filter.Order.AFTER)
  protected void setView(View view, LayoutParams params, View panelParentView, int userId) {
    changed();
  }

  @Filter(order = Filter.Order.AFTER)
  protected void setLayoutParams(LayoutParams params, boolean isNew) {
    changed();
  }

  @Filter(order = Filter.Order.AFTER)
  protected void dispatchDetachedFromWindow() {
    changed();
  }

  @Filter(order = Filter.Order.AFTER)
  protected void handleAppVisibility(boolean isVisible) {
    changed();
  }
}
