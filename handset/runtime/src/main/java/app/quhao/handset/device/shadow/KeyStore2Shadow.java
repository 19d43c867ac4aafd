package app.quhao.handset.device.shadow;

import android.system.keystore2.IKeystoreService;
import app.quhao.handset.device.Handset;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;

/** Connects the framework's key store provider to the handset's keystore2. */
@Implements(className = "android.security.KeyStore2")
public final class KeyStore2Shadow {
  @Implementation
  protected IKeystoreService getService(boolean retries) {
    return Handset.current().services().keystore();
  }
}
