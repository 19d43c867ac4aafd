package app.quhao.mutants.time;

import com.cmic.gen.sdk.flow.Alarms;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.Limit;
import com.cmic.gen.sdk.net.Route;
import com.cmic.gen.sdk.net.Tenure;
import com.cmic.gen.sdk.net.Transport;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.TimePolicy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/** Requests with limits of their own in place of the limit of their call. */
final class LimitsOfTheirOwn implements Parts {
  private final LongFunction<Limit> limits;
  private volatile long millis = TimePolicy.DEFAULT_LIMIT_MILLIS;

  LimitsOfTheirOwn(LongFunction<Limit> limits) {
    this.limits = limits;
  }

  @Override
  public TimePolicy time(TimePolicy reference) {
    return new TimePolicy() {
      @Override
      public long limitMillis(Api api, Long configured) {
        millis = reference.limitMillis(api, configured);
        return millis;
      }
    };
  }

  /** Nothing but the requests themselves looks at a limit. */
  @Override
  public Alarms alarms(Alarms reference) {
    return (limit, action) -> new CompletableFuture<Void>();
  }

  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> {
      Tenure own = new Tenure(limits.apply(millis), route.tenure.resources);
      return reference.send(request, new Route(route.bearer, route.secure, own));
    };
  }

  /** A limit that begins anew with every wait. */
  static Limit restarting(long millis) {
    return () -> TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
