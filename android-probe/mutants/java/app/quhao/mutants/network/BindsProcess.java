package app.quhao.mutants.network;

import android.content.Context;
import android.net.ConnectivityManager;
import app.quhao.decorators.CallSet;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.NumberExchange;
import com.cmic.gen.sdk.flow.NumberSource;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.CellularAccess;
import com.cmic.gen.sdk.net.CellularLease;
import com.cmic.gen.sdk.wire.NumberAnswer;

final class BindsProcess implements Parts {
  /** When the process is unbound again. */
  enum Until {
    FOR_EVER,
    REQUEST_ENDS,
    REQUEST_SUCCEEDS
  }

  private final CallSet calls;
  private final Until until;
  private volatile ConnectivityManager manager;

  BindsProcess(CallSet calls, Until until) {
    this.calls = calls;
    this.until = until;
  }

  @Override
  public CellularAccess cellular(CellularAccess reference, Context context) {
    manager = (ConnectivityManager) context.getSystemService(Context.CONNECTIVITY_SERVICE);
    return (call, resources) -> {
      CellularLease lease = reference.acquire(call, resources);
      if (calls.has(call.api)) {
        manager.bindProcessToNetwork(lease.network());
      }
      return lease;
    };
  }

  @Override
  public NumberSource numbers(NumberSource reference, NumberExchange exchange, Device device) {
    return call -> {
      boolean hasSucceeded = false;
      try {
        NumberAnswer answer = reference.retrieve(call);
        hasSucceeded = true;
        return answer;
      } finally {
        if (until == Until.REQUEST_ENDS || (until == Until.REQUEST_SUCCEEDS && hasSucceeded)) {
          manager.bindProcessToNetwork(null);
        }
      }
    };
  }
}
