package app.quhao.mutants.network;

import android.content.Context;
import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.CellularAccess;

/** A VPN over mobile data has its transport too. */
final class DefaultNetworkOfCellularTransport implements Parts {
  @Override
  public CellularAccess cellular(CellularAccess reference, Context context) {
    ConnectivityManager manager =
        (ConnectivityManager) context.getSystemService(Context.CONNECTIVITY_SERVICE);
    return (call, resources) -> {
      Network active = manager.getActiveNetwork();
      NetworkCapabilities has = active == null ? null : manager.getNetworkCapabilities(active);
      boolean isThere = has != null && has.hasTransport(NetworkCapabilities.TRANSPORT_CELLULAR);
      return isThere ? new BorrowedNetwork(active) : reference.acquire(call, resources);
    };
  }
}
