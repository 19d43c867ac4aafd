package app.quhao.handset.device.shadow;

import android.media.MediaDrm;
import android.media.UnsupportedSchemeException;
import java.util.UUID;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;

/** The device has no DRM scheme. SDKs ask the usual ones for an id of the device. */
@Implements(MediaDrm.class)
public final class MediaDrmShadow {
  @Implementation
  protected void __constructor__(UUID scheme) throws UnsupportedSchemeException {
    throw new UnsupportedSchemeException("Failed to instantiate drm object.");
  }
}
