package com.cmic.sso.sdk.auth;

import android.content.Context;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * The documented API in the shapes of older SDKs: another package, a result listener of one
 * argument, no request codes, a page listener of one argument, an int as time limit, no mobileAuth.
 */
public final class AuthnHelper {
  private static final AuthnHelper INSTANCE = new AuthnHelper();
  private static String description = "made by the test";
  private LoginPageInListener pageListener;
  private long limit = 8000;

  private AuthnHelper() {}

  public static AuthnHelper getInstance(Context context) {
    return INSTANCE;
  }

  public void getPhoneInfo(String appId, String appKey, TokenListener listener) {
    listener.onGetTokenComplete(result(appId.isEmpty() ? "200026" : "200022"));
  }

  public void loginAuth(String appId, String appKey, TokenListener listener) {
    if (pageListener != null) {
      pageListener.onLoginPageInComplete("200087");
    }
    listener.onGetTokenComplete(result("200020"));
  }

  public JSONObject getNetworkType(Context context) throws JSONException {
    return new JSONObject().put("operatortype", "1").put("networktype", String.valueOf(limit));
  }

  public void setOverTime(int milliseconds) {
    limit = milliseconds;
  }

  public void setPageInListener(LoginPageInListener listener) {
    pageListener = listener;
  }

  /** The bench puts the SDK back by this before each row: what it throws must not stop the bench. */
  public void delScrip() {
    throw new IllegalStateException("there is no scrip");
  }

  /** An app says what results are described with. */
  public static void describe(String text) {
    description = text;
  }

  private static JSONObject result(String code) {
    try {
      return new JSONObject().put("resultCode", code).put("desc", description);
    } catch (JSONException error) {
      throw new IllegalStateException(error);
    }
  }
}
