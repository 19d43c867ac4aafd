package app.quhao.mutants.cache;

import app.quhao.decorators.VaultDecorator;
import com.cmic.gen.sdk.cache.ScripVault;
import com.cmic.gen.sdk.flow.Parts;

final class MemoryClearedOnly implements Parts {
  @Override
  public ScripVault vault(ScripVault reference) {
    return new VaultDecorator(reference) {
      @Override
      public void delete() {}
    };
  }
}
