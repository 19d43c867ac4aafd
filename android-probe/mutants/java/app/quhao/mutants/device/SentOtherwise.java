package app.quhao.mutants.device;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import org.json.JSONObject;

/** getNetworkType tells the truth, and requests are sent with something else. */
abstract class SentOtherwise implements Parts {
  private final ThreadLocal<Boolean> isReported = ThreadLocal.withInitial(() -> false);

  /** Whether getNetworkType asks, on this thread. */
  final boolean isReported() {
    return isReported.get();
  }

  @Override
  public final SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public JSONObject networkType() {
        isReported.set(true);
        try {
          return super.networkType();
        } finally {
          isReported.set(false);
        }
      }
    };
  }
}
