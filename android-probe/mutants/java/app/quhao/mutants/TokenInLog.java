package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class TokenInLog implements Policies {
  @Override
  public boolean logsToken() {
    return true;
  }
}
