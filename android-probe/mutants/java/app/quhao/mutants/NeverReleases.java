package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class NeverReleases implements Policies {
  @Override
  public boolean releasesNetwork(boolean timedOut) {
    return false;
  }
}
