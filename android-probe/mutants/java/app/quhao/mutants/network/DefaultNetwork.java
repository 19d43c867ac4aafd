package app.quhao.mutants.network;

import android.content.Context;
import android.net.ConnectivityManager;
import app.quhao.decorators.CallSet;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.CellularAccess;

final class DefaultNetwork implements Parts {
  private final CallSet calls;

  DefaultNetwork(CallSet calls) {
    this.calls = calls;
  }

  @Override
  public CellularAccess cellular(CellularAccess reference, Context context) {
    ConnectivityManager manager =
        (ConnectivityManager) context.getSystemService(Context.CONNECTIVITY_SERVICE);
    return (call, resources) ->
        calls.has(call.api)
            ? new BorrowedNetwork(manager.getActiveNetwork())
            : reference.acquire(call, resources);
  }

  /** No mobile data is needed. */
  @Override
  public Device device(Device reference, Context context) {
    if (calls != CallSet.ALL) {
      return reference;
    }
    return new DeviceDecorator(reference) {
      @Override
      public boolean isMobileDataOn() {
        return defaultNetwork() != null;
      }
    };
  }
}
