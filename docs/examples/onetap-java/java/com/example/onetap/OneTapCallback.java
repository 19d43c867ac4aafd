package com.example.onetap;

/** The end of a call, on the main thread. */
public interface OneTapCallback {
  void onSuccess(OneTapResult result);

  /** `reason`: a code of the gateway, or one of OneTapException. */
  void onFailure(String reason, String message, String traceId);
}
