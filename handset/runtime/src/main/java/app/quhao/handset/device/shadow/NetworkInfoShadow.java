package app.quhao.handset.device.shadow;

import android.net.NetworkInfo;
import org.robolectric.annotation.Implements;

/**
 * Empty, so that the framework's own NetworkInfo is used with its static initializer, which
 * Robolectric's shadow skips.
 */
@Implements(NetworkInfo.class)
public final class NetworkInfoShadow {}
