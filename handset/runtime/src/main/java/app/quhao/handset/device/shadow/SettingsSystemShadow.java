package app.quhao.handset.device.shadow;

import android.content.ContentResolver;
import android.content.Context;
import android.provider.Settings;
import app.quhao.handset.device.settings.SettingsRights;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowSettings;

/** An app cannot write these settings. */
@Implements(Settings.System.class)
public final class SettingsSystemShadow extends ShadowSettings.ShadowSystem {
  @Implementation
  protected static boolean putString(ContentResolver resolver, String name, String value) {
    SettingsRights.requireSystem();
    return ShadowSettings.ShadowSystem.putString(resolver, name, value);
  }

  @Implementation
  protected static boolean putStringForUser(
      ContentResolver resolver, String name, String value, int user) {
    SettingsRights.requireSystem();
    return ShadowSettings.ShadowSystem.putStringForUser(resolver, name, value, user);
  }

  @Implementation
  protected static boolean canWrite(Context context) {
    return false;
  }

  @Implementation
  protected static boolean putFloat(ContentResolver resolver, String name, float value) {
    SettingsRights.requireSystem();
    return ShadowSettings.ShadowSystem.putFloat(resolver, name, value);
  }
}
