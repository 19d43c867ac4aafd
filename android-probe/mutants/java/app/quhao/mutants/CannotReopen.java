package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class CannotReopen implements Policies {
  @Override
  public boolean canReopen() {
    return false;
  }
}
