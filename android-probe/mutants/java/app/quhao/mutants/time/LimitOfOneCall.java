package app.quhao.mutants.time;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.TimePolicy;
import java.util.concurrent.atomic.AtomicBoolean;

final class LimitOfOneCall implements Parts, TimePolicy {
  private final AtomicBoolean isFresh = new AtomicBoolean();

  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void setOverTime(long millis) {
        isFresh.set(true);
        super.setOverTime(millis);
      }
    };
  }

  @Override
  public TimePolicy time(TimePolicy reference) {
    return this;
  }

  @Override
  public long limitMillis(Api api, Long configured) {
    return TimePolicy.super.limitMillis(api, isFresh.getAndSet(false) ? configured : null);
  }
}
