package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class KeepsRefusedScrip implements Policies {
  @Override
  public boolean forgetsRefusedScrip() {
    return false;
  }
}
