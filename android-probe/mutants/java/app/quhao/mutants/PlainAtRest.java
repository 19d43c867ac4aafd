package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class PlainAtRest implements Policies {
  @Override
  public boolean sealsAtRest() {
    return false;
  }
}
