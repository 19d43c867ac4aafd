package com.lindenpass.login;

import android.os.Handler;
import android.os.Looper;
import org.json.JSONObject;

/** Hands an answer to the app, on the main thread. */
final class Delivery {
  private static final Handler MAIN = new Handler(Looper.getMainLooper());

  private Delivery() {}

  static void deliver(Answer answer, int requestCode, JSONObject fields) {
    if (answer != null) {
      MAIN.post(() -> answer.onAnswer(requestCode, fields));
    }
  }
}
