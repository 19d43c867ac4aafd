package com.cmic.gen.sdk.policy;

import org.json.JSONObject;

/** How a result reaches the app. */
public interface DeliveryPolicy {
  /** API-05: the first result ends the call, later ones are dropped. */
  default boolean endsAtFirstResult() {
    return true;
  }

  default boolean delivers(ResultCode code) {
    return true;
  }

  /** API-03. `newest` is the code of the call that was started last. */
  default int requestCode(int own, int newest) {
    return own;
  }

  /** The object as the app gets it. */
  default JSONObject shape(Api api, JSONObject result) {
    return result;
  }

  /** What getNetworkType answers (AUX-01, AUX-02). */
  default JSONObject networkType(String operatorType, String networkType) {
    return ResultJson.of("operatortype", operatorType, "networktype", networkType);
  }
}
