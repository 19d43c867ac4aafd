package com.cmic.gen.sdk.flow;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The SDK's own threads; none of them keeps the process alive. */
final class SdkThreads {
  private SdkThreads() {}

  static ExecutorService calls() {
    return Executors.newCachedThreadPool(body -> make(body, "gen-authn-call"));
  }

  static Thread make(Runnable body, String name) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    return thread;
  }
}
