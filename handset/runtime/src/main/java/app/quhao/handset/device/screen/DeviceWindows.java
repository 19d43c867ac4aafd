package app.quhao.handset.device.screen;

import android.view.View;
import android.view.ViewRootImpl;
import android.view.WindowManager.LayoutParams;
import android.view.WindowManagerGlobal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.robolectric.util.ReflectionHelpers;

/** The app's windows, lowest first. Main thread. */
final class DeviceWindows {
  private DeviceWindows() {}

  static List<DeviceWindow> visible() {
    return all().stream().filter(DeviceWindow::isVisible).toList();
  }

  /** Whether every window that is to be seen can be. */
  static boolean areLaidOut() {
    for (DeviceWindow window : all()) {
      View view = window.view();
      if (view.getVisibility() == View.VISIBLE && (view.isLayoutRequested() || !view.isLaidOut())) {
        return false;
      }
    }
    return true;
  }

  private static List<DeviceWindow> all() {
    WindowManagerGlobal global = WindowManagerGlobal.getInstance();
    List<ViewRootImpl> roots = ReflectionHelpers.getField(global, "mRoots");
    List<View> views = ReflectionHelpers.getField(global, "mViews");
    List<LayoutParams> params = ReflectionHelpers.getField(global, "mParams");
    List<DeviceWindow> windows = new ArrayList<>();
    for (int i = 0; i < roots.size(); i++) {
      windows.add(new DeviceWindow(roots.get(i), views.get(i), params.get(i), i));
    }
    windows.sort(
        Comparator.<DeviceWindow>comparingInt(window -> window.params().type)
            .thenComparingInt(DeviceWindow::index));
    return windows;
  }

  /** Null where no window wants it. */
  static DeviceWindow focused() {
    List<DeviceWindow> windows = visible();
    for (int i = windows.size() - 1; i >= 0; i--) {
      if (windows.get(i).takesFocus()) {
        return windows.get(i);
      }
    }
    return null;
  }

  /** The window that a touch at this place goes to, or null. */
  static DeviceWindow touched(float x, float y) {
    List<DeviceWindow> windows = visible();
    for (int i = windows.size() - 1; i >= 0; i--) {
      DeviceWindow window = windows.get(i);
      if (window.takesTouches() && (window.isTouchModal() || window.contains(x, y))) {
        return window;
      }
    }
    return null;
  }
}
