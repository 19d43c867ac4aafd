package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class TermsHidden implements Policies {
  @Override
  public boolean showsOperatorTerms() {
    return false;
  }
}
