package app.quhao.handset.device.display;

import static android.content.pm.ActivityInfo.SCREEN_ORIENTATION_UNSPECIFIED;

import android.app.Application;
import android.app.ResourcesManager;
import android.content.res.Configuration;
import android.content.res.Resources;
import android.graphics.Rect;
import android.hardware.display.DisplayManagerGlobal;
import android.util.DisplayMetrics;
import android.view.Display;
import android.view.DisplayInfo;
import android.view.ViewRootImpl;
import android.view.WindowManagerGlobal;
import app.quhao.handset.device.settings.DeviceSettings;
import java.util.List;
import java.util.function.Consumer;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowViewRootImpl;
import org.robolectric.util.ReflectionHelpers;
import org.robolectric.util.ReflectionHelpers.ClassParameter;

/** The display, its rotation, whether it is dark, and the size of letters. Main thread only. */
public final class DeviceDisplay {
  private final DeviceSettings settings;
  private final Consumer<Configuration> listener;
  private Application application;
  private int rotation;
  private boolean isDark;
  private float fontScale = 1;

  /** The listener hears of each new configuration after the Application. */
  public DeviceDisplay(DeviceSettings settings, Consumer<Configuration> listener) {
    this.settings = settings;
    this.listener = listener;
  }

  /** A value of Surface.ROTATION_…. */
  public int rotation() {
    return rotation;
  }

  public Configuration configuration() {
    return new Configuration(Resources.getSystem().getConfiguration());
  }

  /** Sets the app. Its resources start with the user's rotation and night mode. */
  public void announceTo(Application app) {
    application = app;
    change(RotationRule.rotation(SCREEN_ORIENTATION_UNSPECIFIED, lockedRotation(), rotation));
  }

  /**
   * Rotates the display to the orientation that the top activity requests, and makes it dark or
   * light. On return the resources have the new configuration and the app's parts but its activities
   * have been notified; windows are laid out later.
   */
  public void orient(int orientation) {
    int next = RotationRule.rotation(orientation, lockedRotation(), rotation);
    if (application != null && change(next)) {
      application.onConfigurationChanged(configuration());
      listener.accept(configuration());
    }
  }

  /** Returns whether something changed. */
  private boolean change(int nextRotation) {
    boolean nextDark = "1".equals(settings.get(DeviceSettings.DISPLAY, "isDark"));
    float nextScale = userFontScale();
    if (nextRotation == rotation && nextDark == isDark && nextScale == fontScale) {
      return false;
    }
    rotation = nextRotation;
    isDark = nextDark;
    fontScale = nextScale;
    Rect bounds = turn();
    Configuration configuration = turned(bounds);
    DisplayMetrics metrics = metrics(bounds);
    ResourcesManager.getInstance().applyConfigurationToResources(configuration, null);
    Resources.getSystem().updateConfiguration(configuration, metrics);
    application.getResources().updateConfiguration(configuration, metrics);
    List<ViewRootImpl> roots =
        ReflectionHelpers.getField(WindowManagerGlobal.getInstance(), "mRoots");
    for (ViewRootImpl root : List.copyOf(roots)) {
      Shadow.<ShadowViewRootImpl>extract(root).callDispatchResized();
    }
    return true;
  }

  /** Returns the user's rotation if auto-rotation is off, else -1. */
  private int lockedRotation() {
    if ("1".equals(settings.get(DeviceSettings.SYSTEM, "accelerometer_rotation"))) {
      return -1;
    }
    String user = settings.get(DeviceSettings.SYSTEM, "user_rotation");
    return user != null && user.matches("[0-3]") ? Integer.parseInt(user) : 0;
  }

  /** Returns the usual size for a setting that is no number above 0, as Android does. */
  private float userFontScale() {
    String user = settings.get(DeviceSettings.SYSTEM, "font_scale");
    boolean isNumber = user != null && user.matches("\\d{1,3}(\\.\\d{1,9})?");
    float scale = isNumber ? Float.parseFloat(user) : 1;
    return scale > 0 ? scale : 1;
  }

  private boolean isSideways() {
    return rotation % 2 == 1;
  }

  private Rect turn() {
    DisplayManagerGlobal displays = DisplayManagerGlobal.getInstance();
    DisplayInfo info = displays.getDisplayInfo(Display.DEFAULT_DISPLAY);
    int shorter = Math.min(info.logicalWidth, info.logicalHeight);
    int longer = Math.max(info.logicalWidth, info.logicalHeight);
    info.rotation = rotation;
    info.logicalWidth = isSideways() ? longer : shorter;
    info.logicalHeight = isSideways() ? shorter : longer;
    info.appWidth = info.logicalWidth;
    info.appHeight = info.logicalHeight;
    Rect bounds = new Rect(0, 0, info.logicalWidth, info.logicalHeight);
    Object shadow = Shadow.extract(displays);
    ReflectionHelpers.callInstanceMethod(
        shadow,
        "changeDisplay",
        ClassParameter.from(int.class, Display.DEFAULT_DISPLAY),
        ClassParameter.from(DisplayInfo.class, info));
    return bounds;
  }

  private Configuration turned(Rect bounds) {
    Configuration configuration = configuration();
    int shorter = Math.min(configuration.screenWidthDp, configuration.screenHeightDp);
    int longer = Math.max(configuration.screenWidthDp, configuration.screenHeightDp);
    configuration.orientation =
        isSideways() ? Configuration.ORIENTATION_LANDSCAPE : Configuration.ORIENTATION_PORTRAIT;
    configuration.screenWidthDp = isSideways() ? longer : shorter;
    configuration.screenHeightDp = isSideways() ? shorter : longer;
    configuration.uiMode =
        (configuration.uiMode & ~Configuration.UI_MODE_NIGHT_MASK)
            | (isDark ? Configuration.UI_MODE_NIGHT_YES : Configuration.UI_MODE_NIGHT_NO);
    configuration.fontScale = fontScale;
    configuration.windowConfiguration.setBounds(bounds);
    configuration.windowConfiguration.setAppBounds(bounds);
    configuration.windowConfiguration.setMaxBounds(bounds);
    configuration.windowConfiguration.setRotation(rotation);
    configuration.windowConfiguration.setDisplayRotation(rotation);
    return configuration;
  }

  private static DisplayMetrics metrics(Rect bounds) {
    DisplayMetrics metrics = new DisplayMetrics();
    metrics.setTo(Resources.getSystem().getDisplayMetrics());
    metrics.widthPixels = bounds.width();
    metrics.heightPixels = bounds.height();
    metrics.noncompatWidthPixels = bounds.width();
    metrics.noncompatHeightPixels = bounds.height();
    return metrics;
  }
}
