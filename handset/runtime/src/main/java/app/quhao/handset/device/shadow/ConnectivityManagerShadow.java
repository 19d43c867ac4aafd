package app.quhao.handset.device.shadow;

import android.content.Context;
import android.net.ConnectivityManager;
import android.net.IConnectivityManager;
import android.net.Network;
import app.quhao.handset.device.Handset;
import app.quhao.handset.device.network.ConnectivityBinder;
import app.quhao.handset.device.network.ProcessNetwork;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.annotation.RealObject;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.util.ReflectionHelpers.ClassParameter;

/**
 * The framework's own ConnectivityManager with our service. Only methods that end in native code or
 * libcore are replaced.
 */
@Implements(ConnectivityManager.class)
public final class ConnectivityManagerShadow {
  @RealObject private ConnectivityManager realManager;

  @Implementation
  protected void __constructor__(Context context, IConnectivityManager service, boolean isNew) {
    Shadow.invokeConstructor(
        ConnectivityManager.class,
        realManager,
        ClassParameter.from(Context.class, context),
        ClassParameter.from(
            IConnectivityManager.class,
            ConnectivityBinder.of(
                Handset.current().services().connectivity(),
                Handset.current().seam().notSupported())),
        ClassParameter.from(boolean.class, isNew));
  }

  /**
   * Hidden; SDKs call it by reflection. Reports the user's switch, not whether mobile data is
   * available.
   */
  @Implementation
  protected boolean getMobileDataEnabled() {
    return Handset.current().services().radio().state().mobile().enabled();
  }

  @Implementation
  protected boolean bindProcessToNetwork(Network network) {
    return ProcessNetwork.bind(Handset.current(), network);
  }

  @Implementation
  protected static boolean setProcessDefaultNetwork(Network network) {
    return ProcessNetwork.bind(Handset.current(), network);
  }

  @Implementation
  protected Network getBoundNetworkForProcess() {
    return ProcessNetwork.bound(Handset.current());
  }

  @Implementation
  protected static Network getProcessDefaultNetwork() {
    return ProcessNetwork.bound(Handset.current());
  }
}
