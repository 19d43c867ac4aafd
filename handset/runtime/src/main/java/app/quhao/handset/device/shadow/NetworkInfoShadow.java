package app.quhao.handset.device.shadow;

import android.net.NetworkInfo;
import org.robolectric.annotation.Implements;

/**
 * Nothing: the framework's own NetworkInfo serves, static initializer included, which Robolectric's
 * shadow leaves out.
 */
@Implements(NetworkInfo.class)
public final class NetworkInfoShadow {}
