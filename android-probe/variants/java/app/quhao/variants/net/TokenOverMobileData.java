package app.quhao.variants.net;

import android.content.Context;
import android.net.Network;
import app.quhao.decorators.ClientDecorator;
import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.flow.GatewayClient;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.CellularAccess;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.GatewayAnswer;

final class TokenOverMobileData implements Parts {
  private volatile CellularAccess access;

  @Override
  public CellularAccess cellular(CellularAccess reference, Context context) {
    access = reference;
    return reference;
  }

  @Override
  public GatewayClient client(GatewayClient reference, Device device) {
    return new ClientDecorator(reference) {
      @Override
      public GatewayAnswer askToken(Call call, Network network, Scrip scrip)
          throws FailureException {
        // The call's resources release it in every outcome.
        Network used =
            device.isMobileDataOn() ? access.acquire(call, call.resources()).network() : network;
        return super.askToken(call, used, scrip);
      }
    };
  }
}
