package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.cache.ScripStore;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.policy.ResultJson;
import com.cmic.gen.sdk.view.GenAuthThemeConfig;
import com.cmic.gen.sdk.view.GenLoginPageInListener;
import org.json.JSONObject;

/** The guide's methods. */
final class ReferenceApi implements SdkApi {
  private final Settings settings;
  private final Device device;
  private final ScripStore store;
  private final PageHost pages;
  private final CallStarter calls;

  ReferenceApi(
      Settings settings, Device device, ScripStore store, PageHost pages, CallStarter calls) {
    this.settings = settings;
    this.device = device;
    this.store = store;
    this.pages = pages;
    this.calls = calls;
  }

  /** Does nothing without a listener (API-12). */
  @Override
  public void start(CallRequest request) {
    if (request.reply.listener != null) {
      calls.start(request);
    }
  }

  @Override
  public JSONObject networkType() {
    Sim sim = device.sim();
    return ResultJson.of(
        "operatortype", sim.operatorType(), "networktype", device.networkType(sim));
  }

  @Override
  public void deleteScrip() {
    store.clear();
  }

  @Override
  public void setOverTime(long millis) {
    settings.setOverTime(millis);
  }

  @Override
  public void setTheme(GenAuthThemeConfig theme) {
    settings.setTheme(theme);
  }

  @Override
  public void setPageInListener(GenLoginPageInListener listener) {
    settings.setPageInListener(listener);
  }

  @Override
  public void quit() {
    pages.quit();
  }
}
