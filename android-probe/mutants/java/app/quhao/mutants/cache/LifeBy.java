package app.quhao.mutants.cache;

import com.cmic.gen.sdk.cache.ScripLife;
import com.cmic.gen.sdk.flow.Parts;
import java.util.function.LongSupplier;

final class LifeBy implements Parts, ScripLife {
  private final LongSupplier clock;

  LifeBy(LongSupplier clock) {
    this.clock = clock;
  }

  @Override
  public ScripLife scripLife(ScripLife reference) {
    return this;
  }

  @Override
  public long nowMillis() {
    return clock.getAsLong();
  }
}
