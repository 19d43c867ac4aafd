package app.quhao.mutants.circumstance;

import android.app.Activity;
import android.app.Application;
import android.content.Context;
import app.quhao.decorators.PageWatch;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import java.util.concurrent.atomic.AtomicInteger;

/** What is under way when an activity leaves the screen tells nobody how it ends. */
final class BackgroundLosesResult implements Parts {
  private final AtomicInteger stops = new AtomicInteger();

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) -> {
          int before = stops.get();
          return (code, result) -> {
            if (stops.get() == before) {
              reply.listener.onGetTokenComplete(code, result);
            }
          };
        });
  }

  @Override
  public Device device(Device reference, Context context) {
    ((Application) context.getApplicationContext())
        .registerActivityLifecycleCallbacks(
            new PageWatch() {
              @Override
              public void onActivityStopped(Activity activity) {
                stops.incrementAndGet();
              }
            });
    return reference;
  }
}
