package app.quhao.mutants.cache;

import app.quhao.decorators.VaultDecorator;
import com.cmic.gen.sdk.cache.ScripVault;
import com.cmic.gen.sdk.flow.Parts;
import org.json.JSONObject;

/** What leaves the memory stays at rest, until delScrip. */
final class RemovalsNotAtRest implements Parts {
  @Override
  public ScripVault vault(ScripVault reference) {
    return new VaultDecorator(reference) {
      @Override
      public void write(String gateway, JSONObject scrips) {
        if (scrips.length() >= super.read(gateway).length()) {
          super.write(gateway, scrips);
        }
      }
    };
  }
}
