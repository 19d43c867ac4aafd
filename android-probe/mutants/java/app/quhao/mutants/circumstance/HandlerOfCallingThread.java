package app.quhao.mutants.circumstance;

import android.os.Handler;
import android.os.Looper;
import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import java.util.Objects;

final class HandlerOfCallingThread implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void start(CallRequest request) {
        // Throws on a thread without a looper.
        new Handler(Objects.requireNonNull(Looper.myLooper(), "no looper")).post(() -> super.start(request));
      }
    };
  }
}
