package app.quhao.probe.adapter;

import app.quhao.probe.server.ProbeError;
import org.json.JSONObject;

/**
 * How an SDK plugs into the probe: four verbs. All but describe run on the main thread. An
 * implementation has a public constructor that takes Context and EventLog, and is named by the
 * manifest's meta-data `app.quhao.probe.adapter` (docs/any-sdk.md).
 */
public interface SdkAdapter {
  /** The subject of PROTOCOL.md, describe. */
  JSONObject describe();

  /**
   * Points the SDK at a gateway and chooses its build; UNSUPPORTED where the SDK has no such way.
   */
  void configure(Configuration configuration) throws ProbeError;

  /**
   * The method takes an Activity: the probe brings one up before `invoke`, and AppScreen.activity()
   * gives it. From any thread.
   */
  default boolean wantsActivity(ApiCall call) {
    return false;
  }

  /** Calls one method; gives what it returned, null for none. Callbacks go to the event log. */
  Object invoke(ApiCall call) throws ProbeError;

  /** Puts the SDK back to where it was before the first call. */
  void dispose() throws ProbeError;
}
