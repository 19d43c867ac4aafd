package app.quhao.mutants.time;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.TimePolicy;

/** A limit below or above these is taken for the nearest of them. */
final class Bounded implements Parts, TimePolicy {
  private final long leastMillis;
  private final long mostMillis;

  Bounded(long leastMillis, long mostMillis) {
    this.leastMillis = leastMillis;
    this.mostMillis = mostMillis;
  }

  @Override
  public TimePolicy time(TimePolicy reference) {
    return this;
  }

  @Override
  public long limitMillis(Api api, Long configured) {
    long millis = TimePolicy.super.limitMillis(api, configured);
    return Math.max(leastMillis, Math.min(mostMillis, millis));
  }
}
