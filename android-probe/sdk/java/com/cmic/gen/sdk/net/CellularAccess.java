package com.cmic.gen.sdk.net;

import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.policy.FailureException;

/** Gets mobile data while Wi-Fi may stay the default network. */
public interface CellularAccess {
  /** Waits within the call's limit. The lease is held in `resources` from the request on. */
  CellularLease acquire(Call call, CallResources resources) throws FailureException;
}
