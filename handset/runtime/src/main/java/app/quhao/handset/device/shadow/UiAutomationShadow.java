package app.quhao.handset.device.shadow;

import android.app.UiAutomation;
import android.view.accessibility.AccessibilityNodeInfo;
import app.quhao.handset.device.Handset;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowUiAutomation;

/**
 * Refuses what would read windows: the accessibility service that UiAutomation connects to is not
 * there, and windows of other apps are in other processes. `uiautomator dump` of the shell reads
 * them.
 */
@Implements(UiAutomation.class)
public final class UiAutomationShadow extends ShadowUiAutomation {
  @Implementation
  protected AccessibilityNodeInfo getRootInActiveWindow() {
    return refuse();
  }

  @Implementation
  protected AccessibilityNodeInfo getRootInActiveWindow(int prefetchingStrategy) {
    return refuse();
  }

  private static AccessibilityNodeInfo refuse() {
    Handset.current().seam().notSupported().refuse("UiAutomation.getRootInActiveWindow");
    return null;
  }
}
