package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class TokenBeforeConsent implements Policies {
  @Override
  public boolean asksTokenBeforePress() {
    return true;
  }
}
