package app.quhao.mutants.network;

import app.quhao.decorators.MainThread;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.Api;

final class RetrievesAnewAfterAWhile implements Parts {
  private static final long WHILE_MILLIS = 7000;

  private final MainThread mainThread = new MainThread();

  @Override
  public SdkApi api(SdkApi reference) {
    return new Unasked(reference) {
      @Override
      public void start(CallRequest request) {
        super.start(request);
        if (request.api == Api.GET_PHONE_INFO) {
          mainThread.postAfter(WHILE_MILLIS, this::renew);
        }
      }

      private void renew() {
        deleteScrip();
        retrieve();
      }
    };
  }
}
