package app.quhao.handset.device.shadow;

import android.content.ContentResolver;
import android.provider.Settings;
import app.quhao.handset.device.settings.SettingsRights;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowSettings;

/** An app cannot write these settings. */
@Implements(Settings.Secure.class)
public final class SettingsSecureShadow extends ShadowSettings.ShadowSecure {
  @Implementation
  protected static boolean putString(ContentResolver resolver, String name, String value) {
    SettingsRights.requireSecure();
    return ShadowSettings.ShadowSecure.putString(resolver, name, value);
  }

  @Implementation
  protected static boolean putStringForUser(
      ContentResolver resolver, String name, String value, int user) {
    SettingsRights.requireSecure();
    return ShadowSettings.ShadowSecure.putStringForUser(resolver, name, value, user);
  }

  @Implementation
  protected static boolean putInt(ContentResolver resolver, String name, int value) {
    return putString(resolver, name, String.valueOf(value));
  }
}
