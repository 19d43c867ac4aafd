package com.cmic.gen.sdk.auth;

import android.content.Context;
import com.cmic.gen.sdk.view.GenAuthThemeConfig;
import com.cmic.gen.sdk.view.GenLoginPageInListener;
import com.lotus.onekey.Engine;
import org.json.JSONObject;

/** The documented surface; everything is done by the engine. */
public final class GenAuthnHelper {
  private static GenAuthnHelper instance;
  private final Engine engine;

  private GenAuthnHelper(Context context) {
    engine = Engine.of(context);
  }

  public static synchronized GenAuthnHelper getInstance(Context context) {
    if (instance == null) {
      instance = new GenAuthnHelper(context);
    }
    return instance;
  }

  public static void setDebugMode(boolean on) {}

  public void getPhoneInfo(String appId, String appKey, GenTokenListener listener) {
    engine.getPhoneInfo(appId, appKey, listener, -1);
  }

  public void getPhoneInfo(String appId, String appKey, GenTokenListener listener, int requestCode) {
    engine.getPhoneInfo(appId, appKey, listener, requestCode);
  }

  public void loginAuth(String appId, String appKey, GenTokenListener listener) {
    engine.loginAuth(appId, appKey, listener, -1);
  }

  public void loginAuth(String appId, String appKey, GenTokenListener listener, int requestCode) {
    engine.loginAuth(appId, appKey, listener, requestCode);
  }

  public void mobileAuth(String appId, String appKey, GenTokenListener listener) {
    engine.mobileAuth(appId, appKey, listener, -1);
  }

  public void mobileAuth(String appId, String appKey, GenTokenListener listener, int requestCode) {
    engine.mobileAuth(appId, appKey, listener, requestCode);
  }

  public JSONObject getNetworkType(Context context) {
    return engine.device.networkType();
  }

  public void delScrip() {
    engine.delScrip();
  }

  public void setOverTime(long overTime) {
    engine.setOverTime(overTime);
  }

  public void setAuthThemeConfig(GenAuthThemeConfig config) {
    engine.theme = config == null ? new GenAuthThemeConfig.Builder().build() : config;
  }

  public GenAuthThemeConfig getAuthThemeConfig() {
    return engine.theme;
  }

  public void setPageInListener(GenLoginPageInListener listener) {
    engine.pageIn = listener;
  }

  public void quitAuthActivity() {
    engine.quit();
  }
}
