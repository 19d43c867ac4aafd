package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class UncheckedGoesOn implements Policies {
  @Override
  public boolean goesOnUnchecked() {
    return true;
  }
}
