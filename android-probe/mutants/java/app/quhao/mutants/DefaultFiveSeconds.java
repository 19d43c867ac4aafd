package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.Policies;

final class DefaultFiveSeconds implements Policies {
  @Override
  public long limitMillis(Api api, Long configured) {
    return configured == null ? 5000 : Policies.super.limitMillis(api, configured);
  }
}
