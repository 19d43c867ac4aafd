package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.gateway.GatewayConfig;
import com.cmic.gen.sdk.view.GenAuthThemeConfig;
import com.cmic.gen.sdk.view.GenLoginPageInListener;

/** What the app has set, for the calls that follow. */
final class Settings {
  private volatile boolean isDebug;
  private volatile Long overTime;
  private volatile GatewayConfig gateway;
  private volatile GenAuthThemeConfig theme = defaultTheme();
  private volatile GenLoginPageInListener pageInListener;

  boolean isDebug() {
    return isDebug;
  }

  void setDebug(boolean next) {
    isDebug = next;
  }

  /** Null before the first setOverTime. */
  Long overTime() {
    return overTime;
  }

  void setOverTime(long millis) {
    overTime = millis;
  }

  /** Null before the first install. */
  GatewayConfig gateway() {
    return gateway;
  }

  void setGateway(GatewayConfig next) {
    gateway = next;
  }

  GenAuthThemeConfig theme() {
    return theme;
  }

  void setTheme(GenAuthThemeConfig next) {
    theme = next == null ? defaultTheme() : next;
  }

  GenLoginPageInListener pageInListener() {
    return pageInListener;
  }

  void setPageInListener(GenLoginPageInListener next) {
    pageInListener = next;
  }

  private static GenAuthThemeConfig defaultTheme() {
    return new GenAuthThemeConfig.Builder().build();
  }
}
