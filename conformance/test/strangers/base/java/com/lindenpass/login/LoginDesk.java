package com.lindenpass.login;

import android.content.Context;
import android.content.Intent;
import org.json.JSONException;
import org.json.JSONObject;

/** Knows the login that is shown, and its page. Main thread only. */
final class LoginDesk {
  private final Context context;
  volatile PageListener listener;
  Login current;
  private volatile Call awaited;
  LoginPage page;

  LoginDesk(Context context) {
    this.context = context;
  }

  /** A login has begun; its page is still to come. */
  void await(Call call) {
    awaited = call;
  }

  void open(Login login) {
    if (login.call.isOver()) {
      return;
    }
    if (current != null) {
      current.cancel();
    }
    current = login;
    Intent intent = new Intent(context, LoginPage.class);
    intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK | Intent.FLAG_ACTIVITY_SINGLE_TOP);
    try {
      context.startActivity(intent);
    } catch (RuntimeException error) {
      login.call.fail("200040", "the login page cannot be opened: " + error);
    }
  }

  void shown(Login login) {
    login.call.stopClock();
    PageListener hears = listener;
    if (hears != null) {
      hears.onPage(Codes.PAGE_SHOWN, detail(Codes.PAGE_SHOWN));
    }
  }

  void close() {
    Call call = awaited;
    if (call != null) {
      call.fail(Codes.PAGE_CLOSED, "the app has closed the login page");
    }
    if (page != null) {
      page.finish();
    }
  }

  private static JSONObject detail(String code) {
    try {
      return new JSONObject().put("resultCode", code);
    } catch (JSONException error) {
      throw new IllegalStateException(error);
    }
  }
}
