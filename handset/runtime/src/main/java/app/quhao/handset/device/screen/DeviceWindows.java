package app.quhao.handset.device.screen;

import android.view.View;
import android.view.ViewRootImpl;
import android.view.WindowManager.LayoutParams;
import android.view.WindowManagerGlobal;
import app.quhao.handset.device.activity.ActivityStack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.robolectric.util.ReflectionHelpers;

/** The app's windows in the z-order of WindowManagerService. Main thread. */
public final class DeviceWindows {
  private final ActivityStack activities;
  private final AtomicBoolean isPictureOld = new AtomicBoolean();

  public DeviceWindows(ActivityStack activities) {
    this.activities = activities;
  }

  /** Returns whether this is the first change since the last picture. Any thread. */
  public boolean noteChange() {
    return isPictureOld.compareAndSet(false, true);
  }

  /** A picture is about to be drawn. */
  void notePicture() {
    isPictureOld.set(false);
  }

  /** Returns the visible windows, lowest first. */
  List<DeviceWindow> visible() {
    return ordered().stream().filter(DeviceWindow::isVisible).toList();
  }

  /** Whether every shown window is laid out. */
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
   * Orders activities by their position in the stack, each below its dialogs, popups above their
   * parent window, and system windows on top. A popup without its parent window is left out.
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

  /** Returns null if no window is focusable. */
  DeviceWindow focused() {
    return highest(visible(), DeviceWindow::takesFocus);
  }

  /** Returns the window that receives a touch at this position, or null. */
  DeviceWindow touched(float x, float y) {
    return highest(
        visible(),
        window -> window.takesTouches() && (window.isTouchModal() || window.contains(x, y)));
  }

  /**
   * Returns the windows above the touched one that watch for outside touches. Null means no window
   * was touched.
   */
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
