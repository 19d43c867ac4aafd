package com.cmic.gen.sdk.gateway;

import android.content.Context;
import com.cmic.gen.sdk.flow.Engine;
import com.cmic.gen.sdk.policy.Policies;

/** What the guide has no method for: the gateway of this SDK, and how it behaves. */
public final class SdkSetup {
  public static final String VERSION = "5.9.4";

  private SdkSetup() {}

  /** From now on; scrips of another gateway are forgotten. */
  public static void install(Context context, GatewayConfig config) {
    Engine.of(context).install(config);
  }

  /** From now on; what another behaviour left is forgotten. */
  public static void behave(Context context, Policies policies) {
    Engine.of(context).behave(policies);
  }
}
