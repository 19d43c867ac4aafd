package app.quhao.handset.device.screen;

import android.content.res.Resources;
import android.graphics.Point;
import android.graphics.Rect;
import android.view.View;
import android.view.ViewGroup;
import android.view.accessibility.AccessibilityEvent;
import android.view.accessibility.AccessibilityNodeInfo;
import android.widget.Toast;
import app.quhao.handset.host.XmlText;
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
    appendOpening(index, view, view.createAccessibilityNodeInfo());
    if (view instanceof ViewGroup group) {
      appendChildren(group);
    }
    xml.append("</node>");
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
    appendOpening(0, view, node);
    xml.append("</node>");
  }

  private void appendOpening(int index, View view, AccessibilityNodeInfo node) {
    xml.append("<node");
    attribute("index", index);
    attribute("text", node.getText());
    attribute("resource-id", resourceId(view));
    attribute("class", node.getClassName());
    attribute("package", view.getContext().getPackageName());
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
    attribute("bounds", bounds(view));
    xml.append('>');
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

  private void appendChildren(ViewGroup group) {
    int index = 0;
    for (int i = 0; i < group.getChildCount(); i++) {
      View child = group.getChildAt(i);
      if (child.getVisibility() == View.VISIBLE && child.getAlpha() > 0) {
        append(child, index++);
      }
    }
  }

  private String bounds(View view) {
    int[] at = new int[2];
    view.getLocationOnScreen(at);
    Rect bounds = new Rect(at[0], at[1], at[0] + view.getWidth(), at[1] + view.getHeight());
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
}
