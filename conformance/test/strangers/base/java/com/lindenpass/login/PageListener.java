package com.lindenpass.login;

import org.json.JSONObject;

/** Hears of the login page. */
public interface PageListener {
  void onPage(String code, JSONObject detail);
}
