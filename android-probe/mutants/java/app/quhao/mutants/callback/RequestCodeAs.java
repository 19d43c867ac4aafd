package app.quhao.mutants.callback;

import app.quhao.decorators.CallSet;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import java.util.function.IntUnaryOperator;

final class RequestCodeAs implements Parts {
  private final IntUnaryOperator change;
  private final CallSet calls;

  RequestCodeAs(IntUnaryOperator change, CallSet calls) {
    this.change = change;
    this.calls = calls;
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) ->
            (code, result) ->
                reply.listener.onGetTokenComplete(
                    calls.has(api) ? change.applyAsInt(code) : code, result));
  }
}
