package app.quhao.variants.net;

import android.content.Context;
import android.net.Network;
import app.quhao.decorators.MainThread;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.CallResources;
import com.cmic.gen.sdk.net.CellularAccess;
import com.cmic.gen.sdk.net.CellularLease;

final class MobileDataHeld implements Parts {
  private static final long HELD_MILLIS = 1500;

  private final MainThread mainThread = new MainThread();

  @Override
  public CellularAccess cellular(CellularAccess reference, Context context) {
    return (call, resources) -> {
      CallResources own = new CallResources();
      CallResources.Held late = () -> mainThread.postAfter(HELD_MILLIS, own::closeAll);
      resources.hold(late);
      CellularLease lease = reference.acquire(call, own);
      return new Held(lease);
    };
  }

  /** Its release is left to the call's end. */
  private static final class Held implements CellularLease {
    private final CellularLease inner;

    Held(CellularLease inner) {
      this.inner = inner;
    }

    @Override
    public Network network() {
      return inner.network();
    }

    @Override
    public void release() {}
  }
}
