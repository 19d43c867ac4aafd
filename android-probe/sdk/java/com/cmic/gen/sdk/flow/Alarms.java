package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.net.Limit;
import java.util.concurrent.Future;

/** Wakes at a limit. */
public interface Alarms {
  Future<?> arm(Limit limit, Runnable action);
}
