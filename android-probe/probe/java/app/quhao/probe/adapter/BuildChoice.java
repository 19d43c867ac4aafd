package app.quhao.probe.adapter;

import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;

/** Which build of the SDK is asked for: a mutant, a variant, or neither. */
public final class BuildChoice {
  /** Null for no mutant. */
  public final String mutant;

  /** Null for no variant. */
  public final String variant;

  private BuildChoice(String mutant, String variant) {
    this.mutant = mutant;
    this.variant = variant;
  }

  /** Asks for another SDK than the one that the APK was built with. */
  public boolean isOther() {
    return mutant != null || variant != null;
  }

  /** Null where the params name neither key. */
  public static BuildChoice read(Params params) throws ProbeError {
    if (!params.has("mutant") && !params.has("variant")) {
      return null;
    }
    String mutant = params.textOrNull("mutant");
    String variant = params.textOrNull("variant");
    if (mutant != null && variant != null) {
      throw ProbeError.badRequest("mutant and variant exclude each other");
    }
    return new BuildChoice(mutant, variant);
  }
}
