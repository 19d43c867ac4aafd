package app.quhao.mutants.time;

import android.content.Context;
import com.cmic.gen.sdk.flow.Alarms;
import com.cmic.gen.sdk.flow.GatewayRefusal;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Redirects;
import com.cmic.gen.sdk.flow.TokenSource;
import com.cmic.gen.sdk.net.CellularAccess;
import com.cmic.gen.sdk.net.CellularLease;
import com.cmic.gen.sdk.net.Limit;
import com.cmic.gen.sdk.net.Route;
import com.cmic.gen.sdk.net.Tenure;
import com.cmic.gen.sdk.net.Transport;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.policy.TimePolicy;

/** The limit of a call begins anew in the middle of it. */
final class LimitBegunAnew implements Parts {
  enum When {
    MOBILE_DATA_CAME,
    REDIRECTED,
    SCRIP_WAS_REFUSED
  }

  private final When when;
  private volatile long millis = TimePolicy.DEFAULT_LIMIT_MILLIS;

  /** Null where it has not begun anew. */
  private volatile Limit anew;

  LimitBegunAnew(When when) {
    this.when = when;
  }

  private void happened(When what) {
    if (what == when) {
      anew = Limit.in(millis);
    }
  }

  @Override
  public TimePolicy time(TimePolicy reference) {
    return new TimePolicy() {
      @Override
      public long limitMillis(Api api, Long configured) {
        millis = reference.limitMillis(api, configured);
        anew = null;
        return millis;
      }
    };
  }

  @Override
  public Alarms alarms(Alarms reference) {
    return (limit, action) ->
        reference.arm(
            limit,
            () -> {
              Limit later = anew;
              if (later == null) {
                action.run();
              } else {
                reference.arm(later, action);
              }
            });
  }

  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> {
      Limit limit = anew == null ? route.tenure.limit : anew;
      Tenure tenure = new Tenure(limit, route.tenure.resources);
      return reference.send(request, new Route(route.bearer, route.secure, tenure));
    };
  }

  @Override
  public CellularAccess cellular(CellularAccess reference, Context context) {
    return (call, resources) -> {
      CellularLease lease = reference.acquire(call, resources);
      happened(When.MOBILE_DATA_CAME);
      return lease;
    };
  }

  @Override
  public Redirects redirects(Redirects reference) {
    return (call, url) -> {
      happened(When.REDIRECTED);
      return reference.target(call, url);
    };
  }

  @Override
  public TokenSource tokens(TokenSource reference) {
    return (call, scrip) -> {
      try {
        return reference.obtain(call, scrip);
      } catch (GatewayRefusal refusal) {
        if (refusal.code == ResultCode.SCRIP_INVALID) {
          happened(When.SCRIP_WAS_REFUSED);
        }
        throw refusal;
      }
    };
  }
}
