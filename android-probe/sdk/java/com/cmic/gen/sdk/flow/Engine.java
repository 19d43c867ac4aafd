package com.cmic.gen.sdk.flow;

import android.content.Context;
import com.cmic.gen.sdk.gateway.GatewayConfig;
import com.cmic.gen.sdk.view.GenAuthThemeConfig;

/**
 * What stands behind GenAuthnHelper. One a process, because the guide's getInstance(Context) and
 * the page's activity have nothing but a Context to find it by (guide 1.2, step 3).
 */
public final class Engine {
  private static final Engine INSTANCE = new Engine();

  private final Settings settings = new Settings();
  private Context context;
  private Parts parts = Parts.REFERENCE;
  private volatile Sdk sdk;

  private Engine() {}

  /** Usable for setDebug alone before the first of(). */
  public static Engine process() {
    return INSTANCE;
  }

  public static Engine of(Context context) {
    INSTANCE.attach(context.getApplicationContext());
    return INSTANCE;
  }

  public SdkApi api() {
    return sdk.api;
  }

  public PageHost pages() {
    return sdk.pages;
  }

  public GenAuthThemeConfig theme() {
    return settings.theme();
  }

  public void setDebug(boolean isDebug) {
    settings.setDebug(isDebug);
  }

  void install(GatewayConfig config) {
    settings.setGateway(config);
    sdk.store.belongTo(config.gatewayId());
  }

  synchronized void assemble(Parts next) {
    if (parts == next) {
      return;
    }
    parts = next;
    sdk.pages.quit();
    sdk = new Sdk(context, settings, parts);
    GatewayConfig gateway = settings.gateway();
    if (gateway != null) {
      sdk.store.belongTo(gateway.gatewayId());
    }
  }

  private synchronized void attach(Context application) {
    if (sdk == null) {
      context = application;
      sdk = new Sdk(context, settings, parts);
    }
  }
}
