package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.view.GenAuthThemeConfig;
import com.cmic.gen.sdk.view.GenLoginPageInListener;
import org.json.JSONObject;

/** The guide's methods, behind GenAuthnHelper. */
public interface SdkApi {
  /** getPhoneInfo, loginAuth, mobileAuth. */
  void start(CallRequest request);

  /** Guide 4.1. */
  JSONObject networkType();

  /** Guide 4.2. */
  void deleteScrip();

  /** Guide 4.3. */
  void setOverTime(long millis);

  /** Null stands for the default theme. */
  void setTheme(GenAuthThemeConfig theme);

  void setPageInListener(GenLoginPageInListener listener);

  /** Guide 2.5.3. */
  void quit();
}
