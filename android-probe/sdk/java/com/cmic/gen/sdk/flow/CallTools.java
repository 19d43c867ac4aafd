package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.policy.CodePolicy;
import com.cmic.gen.sdk.policy.TimePolicy;
import java.util.concurrent.Executor;

/** What every call works with. */
final class CallTools {
  final Settings settings;
  final Executor mainThread;
  final SdkLog log;
  final Alarms alarms;
  final TimePolicy time;
  final CodePolicy codes;

  CallTools(Settings settings, Executor mainThread, Rules rules) {
    this.settings = settings;
    this.mainThread = mainThread;
    log = new SdkLog(settings);
    alarms = rules.alarms;
    time = rules.time;
    codes = rules.codes;
  }

  /** By which limits and codes a call ends. */
  static final class Rules {
    private final Alarms alarms;
    private final TimePolicy time;
    private final CodePolicy codes;

    Rules(Alarms alarms, TimePolicy time, CodePolicy codes) {
      this.alarms = alarms;
      this.time = time;
      this.codes = codes;
    }
  }
}
