package app.quhao.mutants.security;

import android.util.Log;
import app.quhao.decorators.CallSet;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.TokenSource;

final class TokenInLog implements Parts {
  private final CallSet calls;

  TokenInLog(CallSet calls) {
    this.calls = calls;
  }

  @Override
  public TokenSource tokens(TokenSource reference) {
    return (call, scrip) -> {
      String token = reference.obtain(call, scrip);
      if (calls.has(call.api)) {
        Log.i("GenAuthn", "token " + token);
      }
      return token;
    };
  }
}
