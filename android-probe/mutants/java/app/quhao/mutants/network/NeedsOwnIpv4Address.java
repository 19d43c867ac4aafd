package app.quhao.mutants.network;

import android.content.Context;
import android.net.ConnectivityManager;
import android.net.LinkAddress;
import android.net.LinkProperties;
import android.net.Network;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.CellularAccess;
import com.cmic.gen.sdk.net.CellularLease;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.net.Inet4Address;

final class NeedsOwnIpv4Address implements Parts {
  @Override
  public CellularAccess cellular(CellularAccess reference, Context context) {
    ConnectivityManager manager =
        (ConnectivityManager) context.getSystemService(Context.CONNECTIVITY_SERVICE);
    return (call, resources) -> {
      CellularLease lease = reference.acquire(call, resources);
      if (!hasIpv4(manager, lease.network())) {
        throw new FailureException(Failure.SWITCH_REFUSED, "mobile data has no address");
      }
      return lease;
    };
  }

  private static boolean hasIpv4(ConnectivityManager manager, Network network) {
    LinkProperties properties = manager.getLinkProperties(network);
    if (properties != null) {
      for (LinkAddress address : properties.getLinkAddresses()) {
        if (address.getAddress() instanceof Inet4Address) {
          return true;
        }
      }
    }
    return false;
  }
}
