package app.quhao.mutants.network;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;
import android.content.IntentFilter;
import android.net.ConnectivityManager;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.ResultCode;
import java.util.concurrent.atomic.AtomicBoolean;

/** A call that failed is made up for once, when the networks change. */
final class RetrievesWhenNetworkComes implements Parts {
  private final AtomicBoolean hasFailed = new AtomicBoolean();
  private volatile Context application;

  @Override
  public Device device(Device reference, Context context) {
    application = context.getApplicationContext();
    return reference;
  }

  @Override
  @SuppressWarnings("deprecation") // CONNECTIVITY_ACTION: the newer callbacks count as requests.
  public SdkApi api(SdkApi reference) {
    SdkApi watched =
        new WrappedReplies(
            reference,
            (api, reply) ->
                (code, result) -> {
                  hasFailed.set(!ResultCode.SUCCESS.code.equals(result.optString("resultCode")));
                  reply.listener.onGetTokenComplete(code, result);
                });
    Unasked unasked = new Unasked(watched) {};
    BroadcastReceiver receiver =
        new BroadcastReceiver() {
          @Override
          public void onReceive(Context context, Intent intent) {
            if (hasFailed.getAndSet(false)) {
              unasked.retrieve();
            }
          }
        };
    application.registerReceiver(
        receiver, new IntentFilter(ConnectivityManager.CONNECTIVITY_ACTION));
    return unasked;
  }
}
