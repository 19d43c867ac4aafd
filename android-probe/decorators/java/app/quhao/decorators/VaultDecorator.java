package app.quhao.decorators;

import com.cmic.gen.sdk.cache.ScripVault;
import org.json.JSONObject;

/** Forwards every method of the scrips at rest; a subclass changes one. */
public abstract class VaultDecorator implements ScripVault {
  private final ScripVault inner;

  protected VaultDecorator(ScripVault inner) {
    this.inner = inner;
  }

  @Override
  public JSONObject read(String gateway) {
    return inner.read(gateway);
  }

  @Override
  public void write(String gateway, JSONObject scrips) {
    inner.write(gateway, scrips);
  }

  @Override
  public void delete() {
    inner.delete();
  }
}
