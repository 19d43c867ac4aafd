package app.quhao.mutants.circumstance;

import android.app.Activity;
import android.app.Application;
import android.content.Context;
import app.quhao.decorators.PageWatch;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class BackgroundEndsLogin implements Parts {
  private volatile SdkApi api;

  @Override
  public SdkApi api(SdkApi reference) {
    api = reference;
    return reference;
  }

  @Override
  public Device device(Device reference, Context context) {
    ((Application) context.getApplicationContext()).registerActivityLifecycleCallbacks(new Watch());
    return reference;
  }

  private final class Watch extends PageWatch {
    @Override
    public void onActivityStopped(Activity activity) {
      if (api != null && activity.getClass().getName().startsWith("com.cmic.gen.sdk")) {
        api.quit();
      }
    }
  }
}
