package app.quhao.mutants.callback;

import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

final class RequestCodesSwapped implements Parts {
  private final List<Integer> open = Collections.synchronizedList(new ArrayList<>());

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) -> {
          open.add(reply.requestCode);
          return (code, result) -> reply.listener.onGetTokenComplete(other(code), result);
        });
  }

  /** The code of the call that was open beside this one, and its own where none was. */
  private int other(int code) {
    open.remove((Integer) code);
    if (open.isEmpty()) {
      return code;
    }
    int other = open.get(0);
    open.set(0, code);
    return other;
  }
}
