package app.quhao.mutants.cache;

import com.cmic.gen.sdk.cache.ScripKeys;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.AppCredentials;
import java.util.function.BiFunction;

final class KeyedBy implements Parts, ScripKeys {
  private final BiFunction<AppCredentials, Sim, String> key;

  KeyedBy(BiFunction<AppCredentials, Sim, String> key) {
    this.key = key;
  }

  @Override
  public ScripKeys scripKeys(ScripKeys reference) {
    return this;
  }

  @Override
  public String of(AppCredentials app, Sim sim) {
    return key.apply(app, sim);
  }
}
