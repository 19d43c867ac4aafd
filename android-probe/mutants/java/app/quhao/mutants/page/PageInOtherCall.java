package app.quhao.mutants.page;

import android.os.SystemClock;
import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.CallSet;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Flow;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.flow.Sources;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.view.GenLoginPageInListener;

final class PageInOtherCall implements Parts {
  private static final long SHOWN_MILLIS = 800;

  private final CallSet calls;
  private volatile boolean isLogin;

  PageInOtherCall(CallSet calls) {
    this.calls = calls;
  }

  @Override
  public Flow flow(Api api, Flow reference, Sources sources) {
    if (!calls.has(api)) {
      return reference;
    }
    return call -> {
      sources.pages.open(call, sources.scrips.obtain(call));
      SystemClock.sleep(SHOWN_MILLIS);
      reference.run(call);
    };
  }

  /** The page-in listener hears of login pages only. */
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void start(CallRequest request) {
        isLogin = request.api == Api.LOGIN_AUTH;
        super.start(request);
      }

      @Override
      public void setPageInListener(GenLoginPageInListener listener) {
        super.setPageInListener(
            (code, notice) -> {
              if (isLogin && listener != null) {
                listener.onLoginPageInComplete(code, notice);
              }
            });
      }
    };
  }
}
