package app.quhao.mutants.time;

import app.quhao.decorators.CallSet;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.TimePolicy;

final class LimitOnlyIn implements Parts, TimePolicy {
  private final CallSet calls;

  LimitOnlyIn(CallSet calls) {
    this.calls = calls;
  }

  @Override
  public TimePolicy time(TimePolicy reference) {
    return this;
  }

  @Override
  public long limitMillis(Api api, Long configured) {
    return TimePolicy.super.limitMillis(api, calls.has(api) ? configured : null);
  }
}
