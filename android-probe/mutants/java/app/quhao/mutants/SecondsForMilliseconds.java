package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.Policies;

final class SecondsForMilliseconds implements Policies {
  @Override
  public long limitMillis(Api api, Long configured) {
    return configured == null ? DEFAULT_LIMIT_MILLIS : configured * 1000;
  }
}
