package com.cmic.gen.sdk.auth;

import android.content.Context;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Engine;
import com.cmic.gen.sdk.flow.Reply;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.AppCredentials;
import com.cmic.gen.sdk.view.GenAuthThemeConfig;
import com.cmic.gen.sdk.view.GenLoginPageInListener;
import org.json.JSONObject;

/** The SDK's only entry point (guide 1.2, step 3). Its methods may be called from any thread. */
public final class GenAuthnHelper {
  /** Guide 1.2, step 4: passed to the listener where the caller gave no code. */
  private static final int NO_REQUEST_CODE = -1;

  private static final GenAuthnHelper INSTANCE = new GenAuthnHelper(Engine.process());

  private final Engine engine;

  private GenAuthnHelper(Engine engine) {
    this.engine = engine;
  }

  /** One instance a process (API-01). */
  public static GenAuthnHelper getInstance(Context context) {
    Engine.of(context);
    return INSTANCE;
  }

  public static void setDebugMode(boolean isDebug) {
    Engine.process().setDebug(isDebug);
  }

  /** Guide 2.3. */
  public void getPhoneInfo(
      String appId, String appKey, GenTokenListener listener, int requestCode) {
    start(Api.GET_PHONE_INFO, new AppCredentials(appId, appKey), new Reply(listener, requestCode));
  }

  public void getPhoneInfo(String appId, String appKey, GenTokenListener listener) {
    getPhoneInfo(appId, appKey, listener, NO_REQUEST_CODE);
  }

  /** Guide 2.4. */
  public void loginAuth(String appId, String appKey, GenTokenListener listener, int requestCode) {
    start(Api.LOGIN_AUTH, new AppCredentials(appId, appKey), new Reply(listener, requestCode));
  }

  public void loginAuth(String appId, String appKey, GenTokenListener listener) {
    loginAuth(appId, appKey, listener, NO_REQUEST_CODE);
  }

  /** Guide 3.4. */
  public void mobileAuth(String appId, String appKey, GenTokenListener listener, int requestCode) {
    start(Api.MOBILE_AUTH, new AppCredentials(appId, appKey), new Reply(listener, requestCode));
  }

  public void mobileAuth(String appId, String appKey, GenTokenListener listener) {
    mobileAuth(appId, appKey, listener, NO_REQUEST_CODE);
  }

  /** Guide 4.1: {operatortype, networktype}. */
  public JSONObject getNetworkType(Context context) {
    return engine.api().networkType();
  }

  /** Guide 4.2. */
  public void delScrip() {
    engine.api().deleteScrip();
  }

  /** Guide 4.3, milliseconds, for the calls that follow. Zero and less mean the default. */
  public void setOverTime(long overTime) {
    engine.api().setOverTime(overTime);
  }

  /** Guide 2.5.2; null goes back to the default theme. */
  public void setAuthThemeConfig(GenAuthThemeConfig authThemeConfig) {
    engine.api().setTheme(authThemeConfig);
  }

  public GenAuthThemeConfig getAuthThemeConfig() {
    return engine.theme();
  }

  /** Guide 2.4: 200087 when the page is up. */
  public void setPageInListener(GenLoginPageInListener listener) {
    engine.api().setPageInListener(listener);
  }

  /** Guide 2.5.3: nothing else closes the page. */
  public void quitAuthActivity() {
    engine.api().quit();
  }

  private void start(Api api, AppCredentials app, Reply reply) {
    engine.api().start(new CallRequest(api, app, reply));
  }
}
