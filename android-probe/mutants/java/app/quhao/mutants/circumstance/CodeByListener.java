package app.quhao.mutants.circumstance;

import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.auth.GenTokenListener;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** The request code is kept by the listener: one that serves two calls has the newer one's. */
final class CodeByListener implements Parts {
  private final Map<GenTokenListener, Integer> codes =
      Collections.synchronizedMap(new WeakHashMap<>());

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) -> {
          codes.put(reply.listener, reply.requestCode);
          return (code, result) ->
              reply.listener.onGetTokenComplete(codes.get(reply.listener), result);
        });
  }
}
