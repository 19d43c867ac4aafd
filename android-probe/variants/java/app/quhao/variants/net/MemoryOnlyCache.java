package app.quhao.variants.net;

import com.cmic.gen.sdk.cache.ScripVault;
import com.cmic.gen.sdk.flow.Parts;
import org.json.JSONObject;

final class MemoryOnlyCache implements Parts, ScripVault {
  @Override
  public ScripVault vault(ScripVault reference) {
    return this;
  }

  @Override
  public JSONObject read(String gateway) {
    return new JSONObject();
  }

  @Override
  public void write(String gateway, JSONObject scrips) {}

  @Override
  public void delete() {}
}
