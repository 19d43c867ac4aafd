package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class NoCache implements Policies {
  @Override
  public boolean keepsScrip() {
    return false;
  }
}
