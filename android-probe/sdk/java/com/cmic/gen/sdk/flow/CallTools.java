package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.policy.CodePolicy;
import com.cmic.gen.sdk.policy.TimePolicy;
import java.util.concurrent.Executor;

/** What every call works with. */
final class CallTools {
  final Settings settings;
  final Executor mainThread;
  final Alarms alarms;
  final SdkLog log;
  final TimePolicy time;
  final CodePolicy codes;

  CallTools(Settings settings, Executor mainThread, SdkLog log, Parts parts) {
    this.settings = settings;
    this.mainThread = mainThread;
    this.log = log;
    alarms = parts.alarms(new Watchdog(SdkThreads.alarms()));
    time = parts.time(new TimePolicy() {});
    codes = parts.codes(new CodePolicy() {});
  }
}
