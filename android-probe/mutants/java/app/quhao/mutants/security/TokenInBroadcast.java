package app.quhao.mutants.security;

import android.content.Context;
import android.content.Intent;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.TokenSource;

final class TokenInBroadcast implements Parts {
  private volatile Context application;

  @Override
  public Device device(Device reference, Context context) {
    application = context.getApplicationContext();
    return reference;
  }

  @Override
  public TokenSource tokens(TokenSource reference) {
    return (call, scrip) -> {
      String token = reference.obtain(call, scrip);
      application.sendBroadcast(new Intent("com.cmic.gen.sdk.TOKEN").putExtra("token", token));
      return token;
    };
  }
}
