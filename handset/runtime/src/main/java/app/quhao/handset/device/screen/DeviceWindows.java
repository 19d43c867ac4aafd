package app.quhao.handset.device.screen;

import android.view.View;
import android.view.ViewRootImpl;
import android.view.WindowManager.LayoutParams;
import android.view.WindowManagerGlobal;
import app.quhao.handset.device.activity.ActivityStack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.robolectric.util.ReflectionHelpers;

/** The app's windows in the order of WindowManagerService. Main thread. */
public final class DeviceWindows {
  private final ActivityStack activities;

  public DeviceWindows(ActivityStack activities) {
    this.activities = activities;
  }

  /** Those on the screen, lowest first. */
  List<DeviceWindow> visible() {
    return ordered().stream().filter(DeviceWindow::isVisible).toList();
  }

  /** Whether every window that is to be seen can be. */
  boolean areLaidOut() {
    for (DeviceWindow window : all()) {
      View view = window.view();
      if (window.isShown() && (view.isLayoutRequested() || !view.isLaidOut())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Activities by their place in the stack, each below its dialogs; popups above the window that
   * they belong to; system windows above all. A popup whose window has gone is not shown.
   */
  private List<DeviceWindow> ordered() {
    List<DeviceWindow> all = all();
    List<DeviceWindow> ordered = new ArrayList<>();
    all.stream()
        .filter(window -> !window.isSubWindow())
        .sorted(
            Comparator.comparing(DeviceWindow::isSystemWindow)
                .thenComparingInt(this::layer)
                .thenComparing(window -> window.params().type != LayoutParams.TYPE_BASE_APPLICATION)
                .thenComparingInt(DeviceWindow::index))
        .forEach(window -> addWithSubWindows(window, all, ordered));
    return ordered;
  }

  private int layer(DeviceWindow window) {
    return window.isSystemWindow()
        ? window.params().type
        : activities.placeOf(window.params().token);
  }

  private static void addWithSubWindows(
      DeviceWindow window, List<DeviceWindow> all, List<DeviceWindow> ordered) {
    ordered.add(window);
    for (DeviceWindow other : all) {
      if (other.isSubWindow() && window.isParentOf(other)) {
        addWithSubWindows(other, all, ordered);
      }
    }
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
    return windows;
  }

  /** Null where no window wants it. */
  DeviceWindow focused() {
    return highest(visible(), DeviceWindow::takesFocus);
  }

  /** The window that a touch at this place goes to, or null. */
  DeviceWindow touched(float x, float y) {
    return highest(
        visible(),
        window -> window.takesTouches() && (window.isTouchModal() || window.contains(x, y)));
  }

  /** Those above a window that want to know of a touch that is not theirs; null is below all. */
  List<DeviceWindow> watchersAbove(DeviceWindow touched) {
    List<DeviceWindow> visible = visible();
    int above = touched == null ? 0 : visible.indexOf(touched) + 1;
    return visible.subList(above, visible.size()).stream()
        .filter(DeviceWindow::watchesOutside)
        .toList();
  }

  private static DeviceWindow highest(
      List<DeviceWindow> windows, Predicate<DeviceWindow> isWanted) {
    for (int i = windows.size() - 1; i >= 0; i--) {
      if (isWanted.test(windows.get(i))) {
        return windows.get(i);
      }
    }
    return null;
  }
}
