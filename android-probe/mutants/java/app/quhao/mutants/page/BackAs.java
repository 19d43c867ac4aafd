package app.quhao.mutants.page;

import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Reply;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.policy.ResultJson;
import org.json.JSONObject;

final class BackAs implements Parts {
  private final ResultCode code;

  /** Null: no callback at all. */
  BackAs(ResultCode code) {
    this.code = code;
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference, (api, reply) -> (requestCode, result) -> deliver(reply, result));
  }

  private void deliver(Reply reply, JSONObject result) {
    if (ResultCode.PAGE_CLOSED.code.equals(result.optString("resultCode"))) {
      if (code == null) {
        return;
      }
      ResultJson.put(result, "resultCode", code.code);
    }
    reply.listener.onGetTokenComplete(reply.requestCode, result);
  }
}
