package app.quhao.mutants.network;

import android.os.SystemClock;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.CallResources;
import com.cmic.gen.sdk.net.HttpRequest;
import com.cmic.gen.sdk.net.Limit;
import com.cmic.gen.sdk.net.Route;
import com.cmic.gen.sdk.net.Tenure;
import com.cmic.gen.sdk.net.Transport;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

final class RepeatedAfterCallback implements Parts {
  private static final long PAUSE_MILLIS = 1500;
  private static final long LIMIT_MILLIS = 8000;

  private final Failure repeated;
  private final ExecutorService pool = Executors.newCachedThreadPool();

  RepeatedAfterCallback(Failure repeated) {
    this.repeated = repeated;
  }

  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> {
      try {
        return reference.send(request, route);
      } catch (FailureException error) {
        boolean isCut = route.tenure.limit.leftMillis() == 0 && repeated == Failure.TIMEOUT;
        if (error.failure == repeated || isCut) {
          pool.execute(() -> sendLater(reference, request, route));
        }
        throw error;
      }
    };
  }

  private static void sendLater(Transport transport, HttpRequest request, Route route) {
    SystemClock.sleep(PAUSE_MILLIS);
    Tenure own = new Tenure(Limit.in(LIMIT_MILLIS), new CallResources());
    try {
      transport.send(request, new Route(route.bearer, route.secure, own));
    } catch (FailureException error) {
      // Nobody waits for the answer.
      return;
    }
  }
}
