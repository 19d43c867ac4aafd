package app.quhao.mutants.page;

import android.app.Activity;
import app.quhao.decorators.PageWatch;
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

  private final class EndOf extends PageWatch {
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
  }
}
