package app.quhao.handset.device.shadow;

import android.app.UiModeManager;
import android.content.res.Configuration;
import app.quhao.handset.device.Handset;
import app.quhao.handset.device.settings.DeviceSettings;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowUIModeManager;

/** The night mode that `cmd uimode night` has set. The mode of an app of its own is refused by name. */
@Implements(UiModeManager.class)
public final class UiModeManagerShadow extends ShadowUIModeManager {
  @Implementation
  @Override
  protected int getCurrentModeType() {
    return Configuration.UI_MODE_TYPE_NORMAL;
  }

  @Implementation
  @Override
  protected int getNightMode() {
    String mode =
        Handset.current().services().settings().get(DeviceSettings.DISPLAY, "nightMode");
    return mode == null ? UiModeManager.MODE_NIGHT_NO : Integer.parseInt(mode);
  }
}
