package com.cmic.gen.sdk.flow;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The SDK's own threads. None of them holds the process alive. */
final class SdkThreads {
  private SdkThreads() {}

  static ExecutorService calls() {
    return Executors.newCachedThreadPool(body -> make(body, "gen-authn-call"));
  }

  static ScheduledThreadPoolExecutor alarms() {
    return new ScheduledThreadPoolExecutor(1, body -> make(body, "gen-authn-limit"));
  }

  private static Thread make(Runnable body, String name) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    return thread;
  }
}
