package app.quhao.decorators;

import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Reply;
import com.cmic.gen.sdk.flow.SdkApi;

/** The API whose calls answer through a wrapped listener. */
public final class WrappedReplies extends ApiDecorator {
  private final ReplyWrapper wrapper;

  public WrappedReplies(SdkApi inner, ReplyWrapper wrapper) {
    super(inner);
    this.wrapper = wrapper;
  }

  @Override
  public void start(CallRequest request) {
    Reply reply = request.reply;
    if (reply.listener == null) {
      super.start(request);
      return;
    }
    Reply wrapped = new Reply(wrapper.wrap(request.api, reply), reply.requestCode);
    super.start(new CallRequest(request.api, request.app, wrapped));
  }
}
