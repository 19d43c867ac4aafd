package app.quhao.mutants.time;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.TimePolicy;

final class DefaultOf implements Parts, TimePolicy {
  private final long millis;

  DefaultOf(long millis) {
    this.millis = millis;
  }

  @Override
  public TimePolicy time(TimePolicy reference) {
    return this;
  }

  @Override
  public long limitMillis(Api api, Long configured) {
    return configured == null ? millis : TimePolicy.super.limitMillis(api, configured);
  }
}
