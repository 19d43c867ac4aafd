package app.quhao.mutants.time;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.TimePolicy;

final class FiresEarly implements Parts, TimePolicy {

  @Override
  public TimePolicy time(TimePolicy reference) {
    return this;
  }

  @Override
  public long limitMillis(Api api, Long configured) {
    return TimePolicy.super.limitMillis(api, configured) / 2;
  }
}
