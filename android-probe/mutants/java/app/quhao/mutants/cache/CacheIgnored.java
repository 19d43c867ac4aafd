package app.quhao.mutants.cache;

import app.quhao.decorators.CallSet;
import app.quhao.decorators.StoreDecorator;
import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.cache.ScripStore;
import com.cmic.gen.sdk.cache.ScripVault;
import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.flow.Parts;

final class CacheIgnored implements Parts {
  private final CallSet calls;

  CacheIgnored(CallSet calls) {
    this.calls = calls;
  }

  @Override
  public ScripStore store(ScripStore reference, ScripVault vault) {
    return new StoreDecorator(reference) {
      @Override
      public Scrip find(Call call) {
        return calls.has(call.api) ? null : super.find(call);
      }
    };
  }
}
