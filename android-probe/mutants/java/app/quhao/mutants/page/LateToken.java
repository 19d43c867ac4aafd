package app.quhao.mutants.page;

import app.quhao.decorators.EditedResults;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Reply;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.Api;

/** A login's token goes to the newest login as well. */
final class LateToken implements Parts {
  private volatile Reply newest;

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) -> {
          if (api == Api.LOGIN_AUTH) {
            newest = reply;
          }
          return (code, result) -> {
            Reply next = newest;
            reply.listener.onGetTokenComplete(code, result);
            if (api == Api.LOGIN_AUTH && next != reply && EditedResults.isSuccess(result)) {
              next.listener.onGetTokenComplete(next.requestCode, result);
            }
          };
        });
  }
}
