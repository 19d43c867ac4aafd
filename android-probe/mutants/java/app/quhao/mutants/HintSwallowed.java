package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class HintSwallowed implements Policies {
  @Override
  public boolean showsHint() {
    return false;
  }
}
