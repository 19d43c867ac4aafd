package app.quhao.mutants.callback;

import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.auth.GenTokenListener;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Reply;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.ResultCode;

final class QuitSilent implements Parts {
  private volatile boolean hasQuit;

  @Override
  public SdkApi api(SdkApi reference) {
    SdkApi replies = new WrappedReplies(reference, (api, reply) -> unlessQuit(reply));
    return new ApiDecorator(replies) {
      @Override
      public void start(CallRequest request) {
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

  private GenTokenListener unlessQuit(Reply reply) {
    return (code, result) -> {
      boolean isClosed = ResultCode.PAGE_CLOSED.code.equals(result.optString("resultCode"));
      if (!hasQuit || !isClosed) {
        reply.listener.onGetTokenComplete(code, result);
      }
    };
  }
}
