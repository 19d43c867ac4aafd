package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class WallClockLife implements Policies {
  @Override
  public long lifeClockMillis() {
    return System.currentTimeMillis();
  }
}
