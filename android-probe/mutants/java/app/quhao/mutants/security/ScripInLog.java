package app.quhao.mutants.security;

import android.util.Log;
import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.ScripSource;

final class ScripInLog implements Parts {
  @Override
  public ScripSource scrips(ScripSource reference, Device device) {
    return call -> {
      Scrip scrip = reference.obtain(call);
      Log.i("GenAuthn", "scrip " + scrip.text);
      return scrip;
    };
  }
}
