package app.quhao.mutants.page;

import app.quhao.decorators.ActionsDecorator;
import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageScene;

/** A login whose page goes while the token is under way tells nobody. */
final class LeavingAfterPressSilent implements Parts {
  /** By the back key, and not by quitAuthActivity. */
  private final boolean isByBack;

  private volatile boolean isPressed;
  private volatile boolean isMute;

  LeavingAfterPressSilent(boolean isByBack) {
    this.isByBack = isByBack;
  }

  @Override
  public SdkApi api(SdkApi reference) {
    SdkApi replies =
        new WrappedReplies(
            reference,
            (api, reply) ->
                (code, result) -> {
                  if (!isMute) {
                    reply.listener.onGetTokenComplete(code, result);
                  }
                });
    return new ApiDecorator(replies) {
      @Override
      public void start(CallRequest request) {
        isPressed = false;
        isMute = false;
        super.start(request);
      }

      @Override
      public void quit() {
        isMute |= isPressed && !isByBack;
        super.quit();
      }
    };
  }

  @Override
  public PageActions pageActions(PageActions reference, PageScene scene) {
    return new ActionsDecorator(reference) {
      @Override
      public void press() {
        isPressed |= scene.view.isConsented();
        super.press();
      }

      @Override
      public void back() {
        isMute |= isPressed && isByBack;
        super.back();
      }
    };
  }
}
