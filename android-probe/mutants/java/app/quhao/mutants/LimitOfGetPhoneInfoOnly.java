package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.Policies;

final class LimitOfGetPhoneInfoOnly implements Policies {
  @Override
  public long limitMillis(Api api, Long configured) {
    return Policies.super.limitMillis(api, api == Api.GET_PHONE_INFO ? configured : null);
  }
}
