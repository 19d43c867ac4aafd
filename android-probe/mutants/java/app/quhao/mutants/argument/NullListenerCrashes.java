package app.quhao.mutants.argument;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import java.util.Objects;

final class NullListenerCrashes implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void start(CallRequest request) {
        Objects.requireNonNull(request.reply.listener, "listener");
        super.start(request);
      }
    };
  }
}
