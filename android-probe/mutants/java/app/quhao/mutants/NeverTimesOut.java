package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.Policies;

final class NeverTimesOut implements Policies {
  @Override
  public long limitMillis(Api api, Long configured) {
    return WITHOUT_LIMIT;
  }
}
