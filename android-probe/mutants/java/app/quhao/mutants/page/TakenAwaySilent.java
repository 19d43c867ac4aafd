package app.quhao.mutants.page;

import app.quhao.decorators.ActionsDecorator;
import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageScene;

/** Only the back key and quitAuthActivity end a login: a page that the system ends tells nobody. */
final class TakenAwaySilent implements Parts {
  private volatile boolean isLeft;

  @Override
  public SdkApi api(SdkApi reference) {
    SdkApi replies =
        new WrappedReplies(
            reference,
            (api, reply) ->
                (code, result) -> {
                  if (isLeft
                      || !ResultCode.PAGE_CLOSED.code.equals(result.optString("resultCode"))) {
                    reply.listener.onGetTokenComplete(code, result);
                  }
                });
    return new ApiDecorator(replies) {
      @Override
      public void start(CallRequest request) {
        isLeft = false;
        super.start(request);
      }

      @Override
      public void quit() {
        isLeft = true;
        super.quit();
      }
    };
  }

  @Override
  public PageActions pageActions(PageActions reference, PageScene scene) {
    return new ActionsDecorator(reference) {
      @Override
      public void back() {
        isLeft = true;
        super.back();
      }
    };
  }
}
