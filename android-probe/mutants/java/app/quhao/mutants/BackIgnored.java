package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class BackIgnored implements Policies {
  @Override
  public boolean obeysBack() {
    return false;
  }
}
