package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.net.CellularAccess;
import com.cmic.gen.sdk.net.CellularLease;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.NumberAnswer;

/** wire.md §2: the number request travels over mobile data, whatever the default network is. */
final class CellularNumbers implements NumberSource {
  private final CellularAccess cellular;
  private final NumberExchange exchange;

  CellularNumbers(CellularAccess cellular, NumberExchange exchange) {
    this.cellular = cellular;
    this.exchange = exchange;
  }

  @Override
  public NumberAnswer retrieve(Call call) throws FailureException, GatewayRefusal {
    call.enter(Call.Stage.SWITCHING);
    CellularLease lease = cellular.acquire(call, call.resources());
    try {
      call.enter(Call.Stage.ASKING);
      return exchange.ask(call, lease.network());
    } finally {
      call.resources().release(lease);
    }
  }
}
