package app.quhao.mutants.security;

import android.util.Log;
import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class AppKeyInLog implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void start(CallRequest request) {
        Log.i("GenAuthn", request.api + " with " + request.app.appKey);
        super.start(request);
      }
    };
  }
}
