package app.quhao.mutants.argument;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.AppCredentials;

final class EmptyAppKeySent implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void start(CallRequest request) {
        AppCredentials app = request.app;
        boolean isEmpty = app.appKey != null && app.appKey.isEmpty();
        // An HMAC needs a key of one byte at least.
        AppCredentials sent = isEmpty ? new AppCredentials(app.appId, " ") : app;
        super.start(new CallRequest(request.api, sent, request.reply));
      }
    };
  }
}
