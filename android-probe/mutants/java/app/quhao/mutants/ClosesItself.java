package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class ClosesItself implements Policies {
  @Override
  public boolean closesItself() {
    return true;
  }
}
