package app.quhao.mutants.security;

import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.NumberExchange;
import com.cmic.gen.sdk.flow.NumberSource;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.Transport;

final class ReportsOverWifi implements Parts {
  private volatile Transport transport;

  @Override
  public Transport transport(Transport reference) {
    transport = reference;
    return reference;
  }

  @Override
  public NumberSource numbers(NumberSource reference, NumberExchange exchange, Device device) {
    return call -> {
      Report.send(call, transport, device, call.app.appId + ' ' + call.sim().subscription);
      return reference.retrieve(call);
    };
  }
}
