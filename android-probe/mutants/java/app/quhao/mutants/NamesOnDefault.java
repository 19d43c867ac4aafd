package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class NamesOnDefault implements Policies {
  @Override
  public boolean resolvesOnBearer() {
    return false;
  }
}
