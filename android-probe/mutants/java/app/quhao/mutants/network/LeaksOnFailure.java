package app.quhao.mutants.network;

import android.content.Context;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.flow.NumberExchange;
import com.cmic.gen.sdk.flow.NumberSource;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.CallResources;
import com.cmic.gen.sdk.net.CellularAccess;
import com.cmic.gen.sdk.net.CellularLease;
import com.cmic.gen.sdk.wire.NumberAnswer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

final class LeaksOnFailure implements Parts {
  private final Map<Call, CellularLease> leases = new ConcurrentHashMap<>();

  @Override
  public CellularAccess cellular(CellularAccess reference, Context context) {
    return (call, resources) -> {
      CellularLease lease = reference.acquire(call, new CallResources());
      leases.put(call, lease);
      return lease;
    };
  }

  @Override
  public NumberSource numbers(NumberSource reference, NumberExchange exchange, Device device) {
    return call -> {
      NumberAnswer answer = reference.retrieve(call);
      leases.remove(call).release();
      return answer;
    };
  }
}
