package app.quhao.mutants.network;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Reply;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.AppCredentials;

/** An SDK that retrieves the number of its own accord, for the app of the newest call. */
abstract class Unasked extends ApiDecorator {
  private volatile AppCredentials app;

  Unasked(SdkApi inner) {
    super(inner);
  }

  @Override
  public void start(CallRequest request) {
    app = request.app;
    super.start(request);
  }

  /** Nobody hears of the result. */
  final void retrieve() {
    if (app != null) {
      retrieveFor(app);
    }
  }

  final void retrieveFor(AppCredentials owner) {
    Reply nobody = new Reply((code, result) -> {}, -1);
    inner.start(new CallRequest(Api.GET_PHONE_INFO, owner, nobody));
  }
}
