package app.quhao.mutants.page;

import com.cmic.gen.sdk.flow.Flow;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Sources;
import com.cmic.gen.sdk.policy.Api;
import java.util.concurrent.atomic.AtomicBoolean;

final class TokenWithoutPage implements Parts {
  private final boolean isFirstToo;
  private final AtomicBoolean hasLoggedIn = new AtomicBoolean();

  private TokenWithoutPage(boolean isFirstToo) {
    this.isFirstToo = isFirstToo;
  }

  static TokenWithoutPage always() {
    return new TokenWithoutPage(true);
  }

  static TokenWithoutPage fromTheSecondLogin() {
    return new TokenWithoutPage(false);
  }

  @Override
  public Flow flow(Api api, Flow reference, Sources sources) {
    if (api != Api.LOGIN_AUTH) {
      return reference;
    }
    return call -> {
      if (hasLoggedIn.compareAndSet(false, true) && !isFirstToo) {
        reference.run(call);
        return;
      }
      call.succeed(sources.tokens.obtain(call, sources.scrips.obtain(call)));
    };
  }
}
