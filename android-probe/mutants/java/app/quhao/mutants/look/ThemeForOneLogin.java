package app.quhao.mutants.look;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.view.GenAuthThemeConfig;

final class ThemeForOneLogin implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      private boolean isUsed;

      @Override
      public void setTheme(GenAuthThemeConfig theme) {
        isUsed = false;
        super.setTheme(theme);
      }

      @Override
      public void start(CallRequest request) {
        if (request.api == Api.LOGIN_AUTH && isUsed) {
          super.setTheme(new GenAuthThemeConfig.Builder().build());
        }
        isUsed = isUsed || request.api == Api.LOGIN_AUTH;
        super.start(request);
      }
    };
  }
}
