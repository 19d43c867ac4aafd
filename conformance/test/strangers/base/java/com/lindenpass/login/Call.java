package com.lindenpass.login;

import android.os.Handler;
import android.os.Looper;
import android.os.SystemClock;
import org.json.JSONException;
import org.json.JSONObject;

/** One call of the app: it has a time limit and ends once. */
final class Call {
  private static final Handler MAIN = new Handler(Looper.getMainLooper());

  final String appId;
  final String appKey;
  final boolean isNumberOnly;
  final int requestCode;
  private final long limitMs;
  private final Answer answer;
  private final Runnable alarm = this::expire;
  private String traceId = Bytes.hex(Bytes.random(16));
  private String limitCode = Codes.TIMEOUT;
  private long endMs;
  private Runnable abort;
  private boolean isOver;

  Call(String[] app, boolean isNumberOnly, long limitMs, Answer answer, int requestCode) {
    appId = app[0];
    appKey = app[1];
    this.isNumberOnly = isNumberOnly;
    this.limitMs = limitMs;
    this.answer = answer;
    this.requestCode = requestCode;
  }

  synchronized void startClock(String code) {
    limitCode = code;
    endMs = SystemClock.uptimeMillis() + limitMs;
    MAIN.removeCallbacks(alarm);
    MAIN.postAtTime(alarm, endMs);
  }

  synchronized void stopClock() {
    MAIN.removeCallbacks(alarm);
  }

  /** What the limit's passing is called from now on. */
  synchronized void stage(String code) {
    limitCode = code;
  }

  synchronized void traced(String messageId) {
    traceId = messageId;
  }

  /** What stops the request that is under way; null when none is. */
  synchronized void abortWith(Runnable action) {
    abort = action;
  }

  synchronized boolean isOver() {
    return isOver;
  }

  synchronized long leftMs() throws Failure {
    long left = endMs - SystemClock.uptimeMillis();
    if (isOver || left <= 0) {
      throw new Failure(limitCode, "the time limit is over");
    }
    return left;
  }

  void succeed(JSONObject fields) {
    end(Codes.SUCCESS, "true", fields);
  }

  void fail(String code, String message) {
    end(code, message, new JSONObject());
  }

  private void expire() {
    String code;
    synchronized (this) {
      code = limitCode;
    }
    fail(code, "the time limit is over");
  }

  private void end(String code, String description, JSONObject fields) {
    synchronized (this) {
      if (isOver) {
        return;
      }
      isOver = true;
      MAIN.removeCallbacks(alarm);
      if (abort != null) {
        new Thread(abort).start();
      }
      try {
        fields.put("resultCode", code).put("desc", description).put("traceId", traceId);
        if (!isNumberOnly && !fields.has("authType")) {
          fields.put("authType", "0").put("authTypeDes", "其他");
        }
      } catch (JSONException error) {
        throw new IllegalStateException(error);
      }
    }
    Delivery.deliver(answer, requestCode, fields);
  }
}
