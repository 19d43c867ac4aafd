package com.cmic.gen.sdk.auth;

import android.content.Context;
import com.cmic.gen.sdk.flow.Engine;
import com.cmic.gen.sdk.flow.SdkLog;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.view.GenAuthThemeConfig;
import com.cmic.gen.sdk.view.GenLoginPageInListener;
import org.json.JSONObject;

/** The SDK's only entry point (guide 1.2, step 3). Its methods may be called from any thread. */
public final class GenAuthnHelper {
  /** Guide 1.2, step 4: what a listener is told where the caller gave no code. */
  private static final int NO_REQUEST_CODE = -1;

  private static GenAuthnHelper instance;

  private final Engine engine;

  private GenAuthnHelper(Engine engine) {
    this.engine = engine;
  }

  /** One instance a process. */
  public static synchronized GenAuthnHelper getInstance(Context context) {
    if (instance == null) instance = new GenAuthnHelper(Engine.of(context));
    return instance;
  }

  public static void setDebugMode(boolean isDebug) {
    SdkLog.setDebugMode(isDebug);
  }

  /** Guide 2.3. */
  public void getPhoneInfo(
      String appId, String appKey, GenTokenListener listener, int requestCode) {
    engine.start(Api.GET_PHONE_INFO, appId, appKey, listener, requestCode);
  }

  public void getPhoneInfo(String appId, String appKey, GenTokenListener listener) {
    getPhoneInfo(appId, appKey, listener, NO_REQUEST_CODE);
  }

  /** Guide 2.4. */
  public void loginAuth(String appId, String appKey, GenTokenListener listener, int requestCode) {
    engine.start(Api.LOGIN_AUTH, appId, appKey, listener, requestCode);
  }

  public void loginAuth(String appId, String appKey, GenTokenListener listener) {
    loginAuth(appId, appKey, listener, NO_REQUEST_CODE);
  }

  /** Guide 3.4. */
  public void mobileAuth(String appId, String appKey, GenTokenListener listener, int requestCode) {
    engine.start(Api.MOBILE_AUTH, appId, appKey, listener, requestCode);
  }

  public void mobileAuth(String appId, String appKey, GenTokenListener listener) {
    mobileAuth(appId, appKey, listener, NO_REQUEST_CODE);
  }

  /** Guide 4.1: {operatortype, networktype}. */
  public JSONObject getNetworkType(Context context) {
    return engine.networkType();
  }

  /** Guide 4.2. */
  public void delScrip() {
    engine.deleteScrip();
  }

  /** Guide 4.3, milliseconds, for the calls that follow. Zero and less mean the default. */
  public void setOverTime(long overTime) {
    engine.setOverTime(overTime);
  }

  /** Guide 2.5.2; null goes back to the default theme. */
  public void setAuthThemeConfig(GenAuthThemeConfig authThemeConfig) {
    engine.pages().setTheme(authThemeConfig);
  }

  public GenAuthThemeConfig getAuthThemeConfig() {
    return engine.pages().theme();
  }

  /** Guide 2.4: told 200087 when the page is up. */
  public void setPageInListener(GenLoginPageInListener listener) {
    engine.pages().setPageInListener(listener);
  }

  /** Guide 2.5.3: nothing else closes the page. */
  public void quitAuthActivity() {
    engine.pages().quit();
  }
}
