package app.quhao.mutants.circumstance;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Each call makes an executor of its own and never shuts it down. */
final class ThreadLeftBehind implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void start(CallRequest request) {
        ExecutorService own = Executors.newSingleThreadExecutor(ThreadLeftBehind::daemon);
        own.execute(() -> super.start(request));
      }
    };
  }

  private static Thread daemon(Runnable body) {
    Thread thread = new Thread(body, "gen-authn-own");
    thread.setDaemon(true);
    return thread;
  }
}
