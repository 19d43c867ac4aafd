package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class ButtonTwice implements Policies {
  @Override
  public boolean locksButton() {
    return false;
  }
}
