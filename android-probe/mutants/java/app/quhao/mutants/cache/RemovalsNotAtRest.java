package app.quhao.mutants.cache;

import com.cmic.gen.sdk.cache.ScripVault;
import com.cmic.gen.sdk.flow.Parts;
import org.json.JSONObject;

/** What leaves the memory stays at rest, until delScrip. */
final class RemovalsNotAtRest implements Parts {
  @Override
  public ScripVault vault(ScripVault reference) {
    return new ScripVault() {
      @Override
      public JSONObject read(String gateway) {
        return reference.read(gateway);
      }

      @Override
      public void write(String gateway, JSONObject scrips) {
        if (scrips.length() >= reference.read(gateway).length()) {
          reference.write(gateway, scrips);
        }
      }

      @Override
      public void delete() {
        reference.delete();
      }
    };
  }
}
