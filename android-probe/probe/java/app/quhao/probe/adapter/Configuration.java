package app.quhao.probe.adapter;

import org.json.JSONObject;

/** What `configure` was given. */
public final class Configuration {
  /** Null leaves the gateway as it is. */
  public final JSONObject gateway;

  /** Null leaves the SDK's build as it is. */
  public final BuildChoice build;

  public Configuration(JSONObject gateway, BuildChoice build) {
    this.gateway = gateway;
    this.build = build;
  }
}
