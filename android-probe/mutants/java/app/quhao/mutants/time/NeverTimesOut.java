package app.quhao.mutants.time;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.TimePolicy;
import java.util.concurrent.TimeUnit;

final class NeverTimesOut implements Parts, TimePolicy {

  @Override
  public TimePolicy time(TimePolicy reference) {
    return this;
  }

  @Override
  public long limitMillis(Api api, Long configured) {
    return TimeUnit.DAYS.toMillis(1);
  }
}
