package app.quhao.mutants.circumstance;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Flow;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.flow.Sources;
import com.cmic.gen.sdk.policy.Api;
import java.util.concurrent.atomic.AtomicBoolean;

/** A login while another is on its way to its page is taken for a second tap. */
final class LoginBesideAnotherDropped implements Parts {
  private final AtomicBoolean isOnItsWay = new AtomicBoolean();

  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void start(CallRequest request) {
        if (request.api != Api.LOGIN_AUTH || isOnItsWay.compareAndSet(false, true)) {
          super.start(request);
        }
      }
    };
  }

  @Override
  public Flow flow(Api api, Flow reference, Sources sources) {
    return api != Api.LOGIN_AUTH
        ? reference
        : call -> {
          try {
            reference.run(call);
          } finally {
            isOnItsWay.set(false);
          }
        };
  }
}
