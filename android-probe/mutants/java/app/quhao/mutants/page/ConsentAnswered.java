package app.quhao.mutants.page;

import android.content.Context;
import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.ListenersDecorator;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Reply;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.AppCredentials;
import com.cmic.gen.sdk.view.AuthLoginCallBack;
import com.cmic.gen.sdk.view.PageListeners;

/** The app's answer is worth a token whenever it comes. */
final class ConsentAnswered implements Parts {
  /** The second answer of a press asks again; otherwise one that comes after quitAuthActivity. */
  private final boolean isTwice;

  private volatile SdkApi api;
  private volatile AppCredentials app;
  private volatile boolean hasQuit;

  ConsentAnswered(boolean isTwice) {
    this.isTwice = isTwice;
  }

  @Override
  public SdkApi api(SdkApi reference) {
    api = reference;
    return new ApiDecorator(reference) {
      @Override
      public void start(CallRequest request) {
        app = request.app;
        hasQuit = false;
        super.start(request);
      }

      @Override
      public void quit() {
        hasQuit = true;
        super.quit();
      }
    };
  }

  @Override
  public PageListeners pageListeners(PageListeners reference) {
    return new ListenersDecorator(reference) {
      @Override
      public void askConsent(Context context, AuthLoginCallBack answer) {
        super.askConsent(context, new Answer(answer));
      }
    };
  }

  private final class Answer implements AuthLoginCallBack {
    private final AuthLoginCallBack page;
    private boolean hasAnswered;

    private Answer(AuthLoginCallBack page) {
      this.page = page;
    }

    @Override
    public void onAuthLoginCallBack(boolean goesOn) {
      page.onAuthLoginCallBack(goesOn);
      boolean isTaken = isTwice ? hasAnswered : hasQuit;
      hasAnswered = true;
      if (goesOn && isTaken) {
        api.start(new CallRequest(Api.MOBILE_AUTH, app, new Reply((code, result) -> {}, -1)));
      }
    }
  }
}
