package app.quhao.mutants.page;

import android.app.Activity;
import android.app.Application;
import android.os.Bundle;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.view.LoginView;
import com.cmic.gen.sdk.view.PageDesign;

/** A page that is destroyed ends whatever login there is by then. */
final class OldPageKillsNew implements Parts {
  private volatile SdkApi api;

  @Override
  public SdkApi api(SdkApi reference) {
    api = reference;
    return reference;
  }

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      LoginView view = reference.draw(activity, content);
      activity.getApplication().registerActivityLifecycleCallbacks(new EndOf(activity));
      return view;
    };
  }

  private final class EndOf implements Application.ActivityLifecycleCallbacks {
    private final Activity page;

    private EndOf(Activity page) {
      this.page = page;
    }

    @Override
    public void onActivityDestroyed(Activity activity) {
      if (activity == page) {
        activity.getApplication().unregisterActivityLifecycleCallbacks(this);
        api.quit();
      }
    }

    @Override
    public void onActivityCreated(Activity activity, Bundle saved) {}

    @Override
    public void onActivityStarted(Activity activity) {}

    @Override
    public void onActivityResumed(Activity activity) {}

    @Override
    public void onActivityPaused(Activity activity) {}

    @Override
    public void onActivityStopped(Activity activity) {}

    @Override
    public void onActivitySaveInstanceState(Activity activity, Bundle out) {}
  }
}
