package app.quhao.mutants.cache;

import com.cmic.gen.sdk.cache.ScripStore;
import com.cmic.gen.sdk.cache.ScripVault;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.TokenSource;

final class DroppedAfterToken implements Parts {
  private volatile ScripStore store;

  @Override
  public ScripStore store(ScripStore reference, ScripVault vault) {
    store = reference;
    return reference;
  }

  @Override
  public TokenSource tokens(TokenSource reference) {
    return (call, scrip) -> {
      String token = reference.obtain(call, scrip);
      store.drop(call);
      return token;
    };
  }
}
