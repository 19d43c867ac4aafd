package app.quhao.mutants.network;

import android.content.Context;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.CallResources;
import com.cmic.gen.sdk.net.CellularAccess;
import com.cmic.gen.sdk.net.CellularLease;

final class LeaksWhereDenied implements Parts {
  @Override
  public CellularAccess cellular(CellularAccess reference, Context context) {
    return (call, resources) -> {
      // Where nothing is granted the request stays in these.
      CellularLease lease = reference.acquire(call, new CallResources());
      resources.hold(lease);
      return lease;
    };
  }
}
