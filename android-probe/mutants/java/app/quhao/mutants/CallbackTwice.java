package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class CallbackTwice implements Policies {
  @Override
  public boolean endsAtFirstResult() {
    return false;
  }
}
