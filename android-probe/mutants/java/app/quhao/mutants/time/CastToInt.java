package app.quhao.mutants.time;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class CastToInt implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void setOverTime(long millis) {
        super.setOverTime(Math.max(1, (int) millis));
      }
    };
  }
}
