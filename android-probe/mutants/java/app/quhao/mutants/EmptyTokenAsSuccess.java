package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class EmptyTokenAsSuccess implements Policies {
  @Override
  public boolean takesEmptyToken() {
    return true;
  }
}
