package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class LimitsAddUp implements Policies {
  @Override
  public boolean spansWholeCall() {
    return false;
  }
}
