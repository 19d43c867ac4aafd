package app.quhao.mutants.cache;

import app.quhao.decorators.CallSet;
import app.quhao.decorators.StoreDecorator;
import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.cache.ScripStore;
import com.cmic.gen.sdk.cache.ScripVault;
import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.flow.Parts;

/** Finds the scrip that was stored last, whoever asks. */
final class ForeignScrip implements Parts {
  private final CallSet calls;

  ForeignScrip(CallSet calls) {
    this.calls = calls;
  }

  @Override
  public ScripStore store(ScripStore reference, ScripVault vault) {
    return new StoreDecorator(reference) {
      private volatile Scrip last;

      @Override
      public Scrip find(Call call) {
        Scrip own = super.find(call);
        return own == null && calls.has(call.api) ? last : own;
      }

      @Override
      public void put(Call call, Scrip scrip, int asOf) {
        last = scrip;
        super.put(call, scrip, asOf);
      }

      @Override
      public void clear() {
        last = null;
        super.clear();
      }
    };
  }
}
