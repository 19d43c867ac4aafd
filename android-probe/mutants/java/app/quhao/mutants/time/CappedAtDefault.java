package app.quhao.mutants.time;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.TimePolicy;

final class CappedAtDefault implements Parts, TimePolicy {

  @Override
  public TimePolicy time(TimePolicy reference) {
    return this;
  }

  @Override
  public long limitMillis(Api api, Long configured) {
    return Math.min(DEFAULT_LIMIT_MILLIS, TimePolicy.super.limitMillis(api, configured));
  }
}
