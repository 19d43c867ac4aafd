package app.quhao.mutants.security;

import android.util.Log;
import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Reply;
import com.cmic.gen.sdk.flow.SdkApi;

/** Whose key is refused finds it in the log. */
final class AppKeyInLogOnRefusal implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void start(CallRequest request) {
        Reply reply = request.reply;
        if (reply.listener == null) {
          super.start(request);
          return;
        }
        Reply logged =
            new Reply(
                (code, result) -> {
                  if (result.optString("resultCode").equals("103101")) {
                    Log.w("GenAuthn", "refused: " + request.app.appKey);
                  }
                  reply.listener.onGetTokenComplete(code, result);
                },
                reply.requestCode);
        super.start(new CallRequest(request.api, request.app, logged));
      }
    };
  }
}
