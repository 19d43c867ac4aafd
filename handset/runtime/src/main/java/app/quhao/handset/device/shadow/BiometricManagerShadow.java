package app.quhao.handset.device.shadow;

import android.hardware.biometrics.BiometricManager;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowBiometricManager;

/** The handset has no biometric sensor, so that nobody is enrolled. */
@Implements(BiometricManager.class)
public final class BiometricManagerShadow extends ShadowBiometricManager {
  @Implementation
  protected long[] getAuthenticatorIds() {
    return new long[0];
  }
}
