package app.quhao.mutants.circumstance;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.Api;

/** A call begins by clearing what the SDK has, an open page as well. */
final class OtherCallEndsLogin implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void start(CallRequest request) {
        if (request.api != Api.LOGIN_AUTH) {
          super.quit();
        }
        super.start(request);
      }
    };
  }
}
