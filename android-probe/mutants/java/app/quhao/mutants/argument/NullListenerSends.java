package app.quhao.mutants.argument;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Reply;
import com.cmic.gen.sdk.flow.SdkApi;

final class NullListenerSends implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void start(CallRequest request) {
        Reply reply = request.reply;
        Reply deaf = new Reply((code, result) -> {}, reply.requestCode);
        super.start(
            new CallRequest(request.api, request.app, reply.listener == null ? deaf : reply));
      }
    };
  }
}
