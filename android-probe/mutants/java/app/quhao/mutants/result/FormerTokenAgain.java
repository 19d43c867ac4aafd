package app.quhao.mutants.result;

import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.flow.GatewayRefusal;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.TokenSource;
import com.cmic.gen.sdk.policy.FailureException;

/** Asks for a token once, and gives it to every call that follows. */
final class FormerTokenAgain implements Parts {
  @Override
  public TokenSource tokens(TokenSource reference) {
    return new TokenSource() {
      private String former;

      @Override
      public synchronized String obtain(Call call, Scrip scrip)
          throws FailureException, GatewayRefusal {
        former = former == null ? reference.obtain(call, scrip) : former;
        return former;
      }
    };
  }
}
