package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class CacheByOperatorOnly implements Policies {
  @Override
  public String cacheKey(String appId, String subscription, String operator) {
    return appId + '/' + operator;
  }
}
