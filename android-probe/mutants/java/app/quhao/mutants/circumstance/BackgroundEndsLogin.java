package app.quhao.mutants.circumstance;

import android.app.Activity;
import android.app.Application;
import android.content.Context;
import android.os.Bundle;
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

  private final class Watch implements Application.ActivityLifecycleCallbacks {
    @Override
    public void onActivityStopped(Activity activity) {
      if (api != null && activity.getClass().getName().startsWith("com.cmic.gen.sdk")) {
        api.quit();
      }
    }

    @Override
    public void onActivityCreated(Activity activity, Bundle state) {}

    @Override
    public void onActivityStarted(Activity activity) {}

    @Override
    public void onActivityResumed(Activity activity) {}

    @Override
    public void onActivityPaused(Activity activity) {}

    @Override
    public void onActivitySaveInstanceState(Activity activity, Bundle state) {}

    @Override
    public void onActivityDestroyed(Activity activity) {}
  }
}
