package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class BindsProcess implements Policies {
  @Override
  public boolean bindsProcess() {
    return true;
  }
}
