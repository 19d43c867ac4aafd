package app.quhao.mutants.circumstance;

import android.os.Looper;
import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class QuitOnMainThreadOnly implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void quit() {
        if (Looper.myLooper() == Looper.getMainLooper()) {
          super.quit();
        }
      }
    };
  }
}
