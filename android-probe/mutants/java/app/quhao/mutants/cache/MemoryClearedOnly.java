package app.quhao.mutants.cache;

import com.cmic.gen.sdk.cache.ScripVault;
import com.cmic.gen.sdk.flow.Parts;
import org.json.JSONObject;

final class MemoryClearedOnly implements Parts {
  @Override
  public ScripVault vault(ScripVault reference) {
    return new ScripVault() {
      @Override
      public JSONObject read(String gateway) {
        return reference.read(gateway);
      }

      @Override
      public void write(String gateway, JSONObject scrips) {
        reference.write(gateway, scrips);
      }

      @Override
      public void delete() {}
    };
  }
}
