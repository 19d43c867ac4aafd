package app.quhao.mutants.time;

import app.quhao.decorators.MainThread;
import com.cmic.gen.sdk.flow.Flow;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Sources;
import com.cmic.gen.sdk.net.Limit;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;

final class PageTimeCounts implements Parts {
  private final MainThread mainThread = new MainThread();

  @Override
  public Flow flow(Api api, Flow reference, Sources sources) {
    return call -> {
      Limit limit = call.limit();
      reference.run(call);
      if (api == Api.LOGIN_AUTH) {
        FailureException timeout = new FailureException(Failure.TIMEOUT, "the limit was reached");
        mainThread.postAfter(limit.leftMillis(), () -> call.fail(timeout));
      }
    };
  }
}
