package app.quhao.mutants.circumstance;

import android.content.ComponentCallbacks;
import android.content.Context;
import android.content.res.Configuration;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class ClosesOnLowMemory implements Parts {
  private volatile SdkApi api;

  @Override
  public SdkApi api(SdkApi reference) {
    api = reference;
    return reference;
  }

  @Override
  public Device device(Device reference, Context context) {
    context.registerComponentCallbacks(
        new ComponentCallbacks() {
          @Override
          public void onConfigurationChanged(Configuration configuration) {}

          @Override
          public void onLowMemory() {
            if (api != null) {
              api.quit();
            }
          }
        });
    return reference;
  }
}
