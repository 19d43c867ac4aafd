package com.example.onetap;

import android.os.Handler;

/** The end of one call: it comes once, on the main thread, and in time. */
final class Ending {
  private final Handler main;
  private final OneTapCallback callback;
  private final Runnable limit = () -> fail(OneTapException.TIMEOUT, "the time is over");
  private String traceId = Wire.hex(Wire.random(16));
  private boolean isOver;

  Ending(Handler main, OneTapCallback callback) {
    this.main = main;
    this.callback = callback;
  }

  void limit(long milliseconds) {
    main.postDelayed(limit, milliseconds);
  }

  void stopLimit() {
    main.removeCallbacks(limit);
  }

  /** The call's last request at the gateway. */
  void traced(String messageId) {
    traceId = messageId;
  }

  String traceId() {
    return traceId;
  }

  void succeed(OneTapResult result) {
    end(() -> callback.onSuccess(result));
  }

  void fail(String reason, String message) {
    end(() -> callback.onFailure(reason, message, traceId));
  }

  private synchronized void end(Runnable notice) {
    stopLimit();
    if (!isOver && callback != null) {
      isOver = true;
      main.post(notice);
    }
  }
}
