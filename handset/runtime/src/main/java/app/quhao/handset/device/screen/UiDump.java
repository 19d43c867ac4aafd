package app.quhao.handset.device.screen;

import android.content.res.Resources;
import android.graphics.Point;
import android.graphics.Rect;
import android.view.View;
import android.view.ViewGroup;
import android.view.accessibility.AccessibilityEvent;
import android.view.accessibility.AccessibilityNodeInfo;
import android.view.accessibility.AccessibilityNodeProvider;
import android.widget.Toast;
import app.quhao.handset.host.XmlText;
import java.util.HashSet;
import java.util.Set;
import org.robolectric.shadows.ShadowDisplay;

/**
 * Writes the focused window and toasts in the format of `uiautomator dump`
 * (AccessibilityNodeInfoDumper of AOSP).
 */
final class UiDump {
  private static final String HEAD =
      "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation=\"";

  private final StringBuilder xml = new StringBuilder(HEAD);
  private final Rect display = new Rect();

  private UiDump(int rotation) {
    xml.append(rotation).append("\">");
    Point size = new Point();
    ShadowDisplay.getDefaultDisplay().getRealSize(size);
    display.set(0, 0, size.x, size.y);
  }

  /** Main thread. */
  static String of(DeviceWindows windows, int rotation) {
    UiDump dump = new UiDump(rotation);
    DeviceWindow front = windows.focused();
    if (front != null) {
      dump.append(front.view(), 0);
    }
    windows.visible().stream().filter(DeviceWindow::isToast).forEach(dump::appendToast);
    return dump.xml.append("</hierarchy>").toString();
  }

  private void append(View view, int index) {
    AccessibilityNodeInfo node = view.createAccessibilityNodeInfo();
    // A provider may have none for its view.
    if (node == null) {
      return;
    }
    appendOpening(index, node, Place.of(view));
    int children = 0;
    if (view.getAccessibilityNodeProvider() != null) {
      children = appendVirtual(node, view, new HashSet<>());
    }
    if (view instanceof ViewGroup group) {
      appendChildren(group, children);
    }
    xml.append("</node>");
  }

  /** The child is a view, which comes with the views of its group. */
  private static boolean isViewOfItsOwn(int id) {
    return id == AccessibilityNodeProvider.HOST_VIEW_ID
        || id == AccessibilityNodeInfo.UNDEFINED_ITEM_ID;
  }

  /**
   * Writes the nodes that a view publishes for what it draws itself (AccessibilityNodeProvider), as
   * toolkits do that have no views. Returns how many are children of the node.
   */
  private int appendVirtual(AccessibilityNodeInfo parent, View host, Set<Integer> seen) {
    int index = 0;
    for (int i = 0; i < parent.getChildCount(); i++) {
      int id = AccessibilityNodeInfo.getVirtualDescendantId(parent.getChildId(i));
      AccessibilityNodeInfo node =
          isViewOfItsOwn(id) || !seen.add(id)
              ? null
              : host.getAccessibilityNodeProvider().createAccessibilityNodeInfo(id);
      if (node != null && node.isVisibleToUser()) {
        appendOpening(index++, node, Place.of(node, host));
        appendVirtual(node, host, seen);
        xml.append("</node>");
      }
    }
    return index;
  }

  /**
   * Writes a toast as one node. Its window never has the focus, but accessibility services receive
   * its text in an event of class android.widget.Toast (ToastPresenter.trySendAccessibilityEvent).
   */
  private void appendToast(DeviceWindow window) {
    View view = window.view();
    AccessibilityEvent event =
        new AccessibilityEvent(AccessibilityEvent.TYPE_NOTIFICATION_STATE_CHANGED);
    view.dispatchPopulateAccessibilityEvent(event);
    AccessibilityNodeInfo node = view.createAccessibilityNodeInfo();
    node.setClassName(Toast.class.getName());
    node.setText(String.join(" ", event.getText()));
    appendOpening(0, node, Place.of(view));
    xml.append("</node>");
  }

  private void appendOpening(int index, AccessibilityNodeInfo node, Place place) {
    xml.append("<node");
    attribute("index", index);
    attribute("text", node.getText());
    attribute("resource-id", place.id);
    attribute("class", node.getClassName());
    attribute("package", place.packageName);
    attribute("content-desc", node.getContentDescription());
    attribute("checkable", node.isCheckable());
    attribute("checked", node.isChecked());
    attribute("clickable", node.isClickable());
    attribute("enabled", node.isEnabled());
    attribute("focusable", node.isFocusable());
    attribute("focused", node.isFocused());
    attribute("scrollable", node.isScrollable());
    attribute("long-clickable", node.isLongClickable());
    attribute("password", node.isPassword());
    attribute("selected", node.isSelected());
    attribute("bounds", text(place.bounds));
    xml.append('>');
  }

  private void appendChildren(ViewGroup group, int first) {
    int index = first;
    for (int i = 0; i < group.getChildCount(); i++) {
      View child = group.getChildAt(i);
      if (child.getVisibility() == View.VISIBLE && child.getAlpha() > 0) {
        append(child, index++);
      }
    }
  }

  private String text(Rect place) {
    Rect bounds = new Rect(place);
    if (!bounds.intersect(display)) {
      bounds.setEmpty();
    }
    return "[" + bounds.left + "," + bounds.top + "][" + bounds.right + "," + bounds.bottom + "]";
  }

  private void attribute(String name, Object value) {
    xml.append(' ').append(name).append("=\"");
    XmlText.append(xml, value == null ? "" : value.toString());
    xml.append('"');
  }

  /** What a node does not know of itself: whose it is, and where it stands on the screen. */
  private record Place(String id, String packageName, Rect bounds) {
    static Place of(View view) {
      int[] at = new int[2];
      view.getLocationOnScreen(at);
      Rect bounds = new Rect(at[0], at[1], at[0] + view.getWidth(), at[1] + view.getHeight());
      return new Place(resourceId(view), view.getContext().getPackageName(), bounds);
    }

    static Place of(AccessibilityNodeInfo virtual, View host) {
      Rect bounds = new Rect();
      virtual.getBoundsInScreen(bounds);
      return new Place(
          virtual.getViewIdResourceName(), host.getContext().getPackageName(), bounds);
    }

    /**
     * Returns package:id/name from the resources, because a node contains it only for services that
     * request view ids. A generated id has no name (View.isViewIdGenerated).
     */
    private static String resourceId(View view) {
      int id = view.getId();
      if (id == View.NO_ID || (id & 0xFF000000) == 0) {
        return null;
      }
      try {
        return view.getResources().getResourceName(id);
      } catch (Resources.NotFoundException unnamed) {
        return null;
      }
    }
  }
}
