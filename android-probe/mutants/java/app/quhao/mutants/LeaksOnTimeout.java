package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class LeaksOnTimeout implements Policies {
  @Override
  public boolean releasesNetwork(boolean timedOut) {
    return !timedOut;
  }
}
