package app.quhao.mutants.security;

import android.content.Context;
import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.TokenSource;
import com.cmic.gen.sdk.net.Transport;

final class ReportsInClear implements Parts {
  /** What is reported of a login that has its token. */
  interface Secret {
    String of(Scrip scrip, String token);
  }

  private final Secret secret;
  private volatile Transport transport;
  private volatile Device device;

  ReportsInClear(Secret secret) {
    this.secret = secret;
  }

  @Override
  public Transport transport(Transport reference) {
    transport = reference;
    return reference;
  }

  @Override
  public Device device(Device reference, Context context) {
    device = reference;
    return reference;
  }

  @Override
  public TokenSource tokens(TokenSource reference) {
    return (call, scrip) -> {
      String token = reference.obtain(call, scrip);
      Report.send(call, transport, device, secret.of(scrip, token));
      return token;
    };
  }
}
