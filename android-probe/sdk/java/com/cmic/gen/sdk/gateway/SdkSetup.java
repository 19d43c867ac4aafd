package com.cmic.gen.sdk.gateway;

import android.content.Context;
import com.cmic.gen.sdk.flow.Engine;
import com.cmic.gen.sdk.policy.Policies;

/** What the guide has no method for: the gateway of this SDK, and how it behaves. */
public final class SdkSetup {
  public static final String VERSION = "5.9.4";

  private SdkSetup() {}

  /** From now on; a cached scrip of the former gateway is forgotten. */
  public static void install(Context context, GatewayConfig config) {
    Engine.of(context).install(config);
  }

  /** From now on; nothing that the former behaviour left is kept. */
  public static void behave(Context context, Policies policies) {
    Engine.of(context).behave(policies);
  }
}
