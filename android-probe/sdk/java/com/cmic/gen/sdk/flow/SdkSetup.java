package com.cmic.gen.sdk.flow;

import android.content.Context;
import com.cmic.gen.sdk.gateway.GatewayConfig;

/** What the guide has no method for: the gateway of this SDK, and the parts it is made of. */
public final class SdkSetup {
  private SdkSetup() {}

  /** From now on; scrips of another gateway are forgotten. */
  public static void install(Context context, GatewayConfig config) {
    Engine.of(context).install(config);
  }

  /** From now on; the page of the former parts is removed, their files are not. */
  public static void assemble(Context context, Parts parts) {
    Engine.of(context).assemble(parts);
  }
}
