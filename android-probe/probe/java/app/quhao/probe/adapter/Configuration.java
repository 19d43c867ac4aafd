package app.quhao.probe.adapter;

import org.json.JSONObject;

/** What `configure` was given; null gateway leaves the gateway as it is. */
public final class Configuration {
  public final JSONObject gateway;
  public final boolean namesMutant;
  public final String mutant;

  public Configuration(JSONObject gateway, boolean namesMutant, String mutant) {
    this.gateway = gateway;
    this.namesMutant = namesMutant;
    this.mutant = mutant;
  }
}
