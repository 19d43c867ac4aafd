package app.quhao.mutants.network;

import android.content.Context;
import android.net.Network;
import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.CallResources;
import com.cmic.gen.sdk.net.CellularAccess;
import com.cmic.gen.sdk.net.CellularLease;

final class Leaks implements Parts {
  /** Decides about a lease that the call lets go. */
  interface Release {
    boolean isDue(Call call);
  }

  private final Release release;

  Leaks(Release release) {
    this.release = release;
  }

  @Override
  public CellularAccess cellular(CellularAccess reference, Context context) {
    return (call, resources) -> {
      CellularLease lease = reference.acquire(call, new CallResources());
      CellularLease held = new Held(call, lease);
      resources.hold(held);
      return held;
    };
  }

  private final class Held implements CellularLease {
    private final Call call;
    private final CellularLease inner;

    Held(Call call, CellularLease inner) {
      this.call = call;
      this.inner = inner;
    }

    @Override
    public Network network() {
      return inner.network();
    }

    @Override
    public void release() {
      if (release.isDue(call)) {
        inner.release();
      }
    }
  }
}
