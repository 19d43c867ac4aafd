package app.quhao.mutants.circumstance;

import android.os.Handler;
import android.os.HandlerThread;
import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

/** Each call makes a thread of its own that waits for ever for more to do. */
final class ThreadLeftBehind implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void start(CallRequest request) {
        HandlerThread own = new HandlerThread("gen-authn-own");
        own.start();
        new Handler(own.getLooper()).post(() -> super.start(request));
      }
    };
  }
}
