package app.quhao.mutants.page;

import android.app.Activity;
import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.PageWatch;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.policy.ResultJson;
import com.cmic.gen.sdk.view.GenLoginPageInListener;
import com.cmic.gen.sdk.view.LoginView;
import com.cmic.gen.sdk.view.PageDesign;

final class PageInOnResume implements Parts {
  private volatile GenLoginPageInListener heard;

  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void setPageInListener(GenLoginPageInListener listener) {
        heard = listener;
        super.setPageInListener(listener);
      }
    };
  }

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      LoginView view = reference.draw(activity, content);
      activity.registerActivityLifecycleCallbacks(new Resumes());
      return view;
    };
  }

  private final class Resumes extends PageWatch {
    private boolean wasPaused;

    @Override
    public void onActivityPaused(Activity page) {
      wasPaused = true;
    }

    @Override
    public void onActivityResumed(Activity page) {
      if (wasPaused && heard != null) {
        String code = ResultCode.PAGE_SHOWN.code;
        heard.onLoginPageInComplete(code, ResultJson.of("resultCode", code));
      }
    }
  }
}
