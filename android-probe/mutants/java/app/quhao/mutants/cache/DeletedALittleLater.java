package app.quhao.mutants.cache;

import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.MainThread;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class DeletedALittleLater implements Parts {
  private final MainThread mainThread = new MainThread();

  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void deleteScrip() {
        mainThread.post(super::deleteScrip);
      }
    };
  }
}
