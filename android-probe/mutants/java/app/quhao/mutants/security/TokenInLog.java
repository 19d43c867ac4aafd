package app.quhao.mutants.security;

import android.util.Base64;
import android.util.Log;
import app.quhao.decorators.CallSet;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.TokenSource;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

final class TokenInLog implements Parts {
  private final CallSet calls;
  private final UnaryOperator<String> form;

  private TokenInLog(CallSet calls, UnaryOperator<String> form) {
    this.calls = calls;
    this.form = form;
  }

  static TokenInLog plain(CallSet calls) {
    return new TokenInLog(calls, token -> token);
  }

  /** Whoever reads the log decodes it. */
  static TokenInLog encoded(CallSet calls) {
    return new TokenInLog(
        calls,
        token ->
            Base64.encodeToString(
                ("token=" + token).getBytes(StandardCharsets.US_ASCII), Base64.NO_WRAP));
  }

  /** Half a token is enough for whoever knows how tokens begin. */
  static TokenInLog end(CallSet calls) {
    return new TokenInLog(calls, token -> "…" + token.substring(token.length() - 24));
  }

  @Override
  public TokenSource tokens(TokenSource reference) {
    return (call, scrip) -> {
      String token = reference.obtain(call, scrip);
      if (calls.has(call.api)) {
        Log.i("GenAuthn", "token " + form.apply(token));
      }
      return token;
    };
  }
}
