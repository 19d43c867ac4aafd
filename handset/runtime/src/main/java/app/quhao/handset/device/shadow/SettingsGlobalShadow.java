package app.quhao.handset.device.shadow;

import android.content.ContentResolver;
import android.provider.Settings;
import app.quhao.handset.device.settings.SettingsRights;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowSettings;

/** An app cannot write these settings. */
@Implements(Settings.Global.class)
public final class SettingsGlobalShadow extends ShadowSettings.ShadowGlobal {
  @Implementation
  protected static boolean putString(ContentResolver resolver, String name, String value) {
    SettingsRights.requireSecure();
    return ShadowSettings.ShadowGlobal.putString(resolver, name, value);
  }

  @Implementation
  protected static boolean putStringForUser(
      ContentResolver resolver, String name, String value, int user) {
    SettingsRights.requireSecure();
    return ShadowSettings.ShadowGlobal.putStringForUser(resolver, name, value, user);
  }

  @Implementation
  protected static boolean putFloat(ContentResolver resolver, String name, float value) {
    SettingsRights.requireSecure();
    return ShadowSettings.ShadowGlobal.putFloat(resolver, name, value);
  }
}
