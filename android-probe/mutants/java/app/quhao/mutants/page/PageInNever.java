package app.quhao.mutants.page;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.view.GenLoginPageInListener;

final class PageInNever implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void setPageInListener(GenLoginPageInListener listener) {
        super.setPageInListener(null);
      }
    };
  }
}
