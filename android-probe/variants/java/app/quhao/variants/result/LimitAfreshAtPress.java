package app.quhao.variants.result;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.TimePolicy;

final class LimitAfreshAtPress implements Parts, TimePolicy {
  private volatile long limitMillis = TimePolicy.DEFAULT_LIMIT_MILLIS;

  @Override
  public TimePolicy time(TimePolicy reference) {
    return this;
  }

  @Override
  public long limitMillis(Api api, Long configured) {
    limitMillis = TimePolicy.super.limitMillis(api, configured);
    return limitMillis;
  }

  @Override
  public long limitAfterPressMillis(long leftMillis) {
    return limitMillis;
  }
}
