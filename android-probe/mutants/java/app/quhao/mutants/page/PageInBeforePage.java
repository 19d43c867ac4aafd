package app.quhao.mutants.page;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.policy.ResultJson;
import com.cmic.gen.sdk.view.GenLoginPageInListener;

final class PageInBeforePage implements Parts {
  private volatile GenLoginPageInListener heard;

  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void setPageInListener(GenLoginPageInListener listener) {
        heard = listener;
        super.setPageInListener(null);
      }

      @Override
      public void start(CallRequest request) {
        super.start(request);
        if (request.api == Api.LOGIN_AUTH && heard != null) {
          String code = ResultCode.PAGE_SHOWN.code;
          heard.onLoginPageInComplete(code, ResultJson.of("resultCode", code));
        }
      }
    };
  }
}
