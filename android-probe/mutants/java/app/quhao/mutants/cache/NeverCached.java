package app.quhao.mutants.cache;

import app.quhao.decorators.StoreDecorator;
import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.cache.ScripStore;
import com.cmic.gen.sdk.cache.ScripVault;
import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.flow.Parts;

final class NeverCached implements Parts {

  @Override
  public ScripStore store(ScripStore reference, ScripVault vault) {
    return new StoreDecorator(reference) {
      @Override
      public Scrip find(Call call) {
        return null;
      }

      @Override
      public void put(Call call, Scrip scrip, int asOf) {}
    };
  }
}
