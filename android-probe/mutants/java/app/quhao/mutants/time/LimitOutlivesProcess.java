package app.quhao.mutants.time;

import android.content.Context;
import android.content.SharedPreferences;
import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.TimePolicy;

/** The limit is kept in a file, and holds in the next process. */
final class LimitOutlivesProcess implements Parts, TimePolicy {
  private static final String LIMIT = "limit";

  private volatile SharedPreferences file;

  @Override
  public Device device(Device reference, Context context) {
    file = context.getSharedPreferences("gen-authn", Context.MODE_PRIVATE);
    return reference;
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void setOverTime(long millis) {
        file.edit().putLong(LIMIT, millis).commit();
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
    long kept = file.getLong(LIMIT, DEFAULT_LIMIT_MILLIS);
    return TimePolicy.super.limitMillis(api, configured == null ? Long.valueOf(kept) : configured);
  }
}
