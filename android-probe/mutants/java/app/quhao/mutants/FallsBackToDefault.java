package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class FallsBackToDefault implements Policies {
  @Override
  public boolean fallsBackToDefault() {
    return true;
  }
}
