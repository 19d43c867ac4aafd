package app.quhao.mutants.circumstance;

import android.content.Context;
import app.quhao.decorators.VaultDecorator;
import com.cmic.gen.sdk.cache.ScripVault;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import java.io.File;
import org.json.JSONObject;

/** A cache that cannot be read, or not be written, ends the call. */
final class CacheFileTrouble implements Parts {
  private final boolean isOfReading;
  private volatile File file;

  CacheFileTrouble(boolean isOfReading) {
    this.isOfReading = isOfReading;
  }

  @Override
  public Device device(Device reference, Context context) {
    file = new File(context.getNoBackupFilesDir(), "gen-authn");
    return reference;
  }

  @Override
  public ScripVault vault(ScripVault reference) {
    return new VaultDecorator(reference) {
      @Override
      public JSONObject read(String gateway) {
        boolean wasThere = file.isFile();
        JSONObject scrips = super.read(gateway);
        if (isOfReading && wasThere && !file.exists()) {
          throw new IllegalStateException("the cache is damaged");
        }
        return scrips;
      }

      @Override
      public void write(String gateway, JSONObject scrips) {
        super.write(gateway, scrips);
        if (!isOfReading && !file.isFile()) {
          throw new IllegalStateException("the cache cannot be written");
        }
      }
    };
  }
}
