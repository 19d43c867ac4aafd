package app.quhao.decorators;

import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.cache.ScripStore;
import com.cmic.gen.sdk.flow.Call;

/** Forwards every method of the cache; a subclass changes one. */
public abstract class StoreDecorator implements ScripStore {
  protected final ScripStore inner;

  protected StoreDecorator(ScripStore inner) {
    this.inner = inner;
  }

  @Override
  public void belongTo(String gatewayId) {
    inner.belongTo(gatewayId);
  }

  @Override
  public Scrip find(Call call) {
    return inner.find(call);
  }

  @Override
  public int generation() {
    return inner.generation();
  }

  @Override
  public void put(Call call, Scrip scrip, int asOf) {
    inner.put(call, scrip, asOf);
  }

  @Override
  public void drop(Call call) {
    inner.drop(call);
  }

  @Override
  public void clear() {
    inner.clear();
  }
}
