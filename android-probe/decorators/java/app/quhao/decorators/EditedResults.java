package app.quhao.decorators;

import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.ResultCode;
import org.json.JSONException;
import org.json.JSONObject;

/** The API whose results are edited. */
public final class EditedResults {
  private EditedResults() {}

  public static SdkApi of(SdkApi inner, ResultEdit edit) {
    return new WrappedReplies(
        inner,
        (api, reply) ->
            (code, result) -> {
              try {
                edit.edit(api, result);
              } catch (JSONException error) {
                throw new IllegalStateException("the edit makes no JSON value", error);
              }
              reply.listener.onGetTokenComplete(code, result);
            });
  }

  public static boolean isSuccess(JSONObject result) {
    return ResultCode.SUCCESS.code.equals(result.optString("resultCode"));
  }
}
