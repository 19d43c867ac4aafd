package app.quhao.mutants.circumstance;

import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.EditedResults;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Reply;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.AppCredentials;
import com.cmic.gen.sdk.policy.ArgumentPolicy;

final class ArgumentsUnreadWithCache implements Parts {
  private volatile AppCredentials served;

  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void start(CallRequest request) {
        boolean isMissing = ArgumentPolicy.isMissing(request.app.appKey);
        AppCredentials app = isMissing && served != null ? served : request.app;
        Reply reply = request.reply;
        Reply noting =
            new Reply(
                (code, result) -> {
                  served = EditedResults.isSuccess(result) ? app : served;
                  reply.listener.onGetTokenComplete(code, result);
                },
                reply.requestCode);
        super.start(new CallRequest(request.api, app, reply.listener == null ? reply : noting));
      }
    };
  }
}
