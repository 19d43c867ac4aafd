package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class DefaultNetwork implements Policies {
  @Override
  public boolean asksOverCellular() {
    return false;
  }
}
