package com.lindenpass.login;

import org.json.JSONObject;

/** The end of one call. */
public interface Answer {
  void onAnswer(int requestCode, JSONObject answer);
}
