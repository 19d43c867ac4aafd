package app.quhao.mutants.time;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.TimePolicy;

final class DeleteResetsLimit implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void deleteScrip() {
        super.deleteScrip();
        setOverTime(TimePolicy.DEFAULT_LIMIT_MILLIS);
      }
    };
  }
}
