package app.quhao.mutants.cache;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class DelScripIgnored implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void deleteScrip() {}
    };
  }
}
