package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class DelScripIgnored implements Policies {
  @Override
  public boolean forgetsOnDelScrip() {
    return false;
  }
}
