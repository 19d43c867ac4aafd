package app.quhao.mutants.circumstance;

import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.auth.GenTokenListener;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The listener of a call is looked up by its request code: the newest one with the code gets all. */
final class ListenerByRequestCode implements Parts {
  private final Map<Integer, GenTokenListener> listeners = new ConcurrentHashMap<>();

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) -> {
          listeners.put(reply.requestCode, reply.listener);
          return (code, result) -> listeners.get(code).onGetTokenComplete(code, result);
        });
  }
}
