package app.quhao.mutants.cache;

import app.quhao.decorators.CallSet;
import app.quhao.decorators.StoreDecorator;
import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.cache.ScripStore;
import com.cmic.gen.sdk.cache.ScripVault;
import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.flow.Parts;

final class StoredAfterDelScrip implements Parts {
  private final CallSet calls;

  StoredAfterDelScrip(CallSet calls) {
    this.calls = calls;
  }

  @Override
  public ScripStore store(ScripStore reference, ScripVault vault) {
    return new StoreDecorator(reference) {
      @Override
      public void put(Call call, Scrip scrip, int asOf) {
        super.put(call, scrip, calls.has(call.api) ? generation() : asOf);
      }
    };
  }
}
