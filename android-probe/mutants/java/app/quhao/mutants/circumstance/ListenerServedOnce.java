package app.quhao.mutants.circumstance;

import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.auth.GenTokenListener;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/** A listener that has had a result is given no other. */
final class ListenerServedOnce implements Parts {
  private final Set<GenTokenListener> served =
      Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) ->
            (code, result) -> {
              if (served.add(reply.listener)) {
                reply.listener.onGetTokenComplete(code, result);
              }
            });
  }
}
