package com.cmic.gen.sdk.policy;

/** Which arguments start a request (API-10). */
public interface ArgumentPolicy {
  default boolean accepts(Api api, AppCredentials app) {
    return !isMissing(app.appId) && !isMissing(app.appKey);
  }

  static boolean isMissing(String text) {
    return text == null || text.isEmpty();
  }
}
