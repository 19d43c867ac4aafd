package app.quhao.mutants.cache;

import android.os.SystemClock;
import app.quhao.decorators.StoreDecorator;
import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.cache.ScripLife;
import com.cmic.gen.sdk.cache.ScripStore;
import com.cmic.gen.sdk.cache.ScripVault;
import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.flow.Parts;

/** The clock of scrips stands where it stood at the retrieval whenever a scrip is used. */
final class SlidingLife implements Parts, ScripLife {
  private volatile long retrievedAt;
  private volatile long lateBy;

  @Override
  public ScripLife scripLife(ScripLife reference) {
    return this;
  }

  @Override
  public long nowMillis() {
    return SystemClock.elapsedRealtime() - lateBy;
  }

  @Override
  public ScripStore store(ScripStore reference, ScripVault vault) {
    return new StoreDecorator(reference) {
      @Override
      public Scrip find(Call call) {
        Scrip found = super.find(call);
        if (found != null) {
          lateBy = SystemClock.elapsedRealtime() - retrievedAt;
        }
        return found;
      }

      @Override
      public void put(Call call, Scrip scrip, int asOf) {
        retrievedAt = nowMillis();
        super.put(call, scrip, asOf);
      }
    };
  }
}
