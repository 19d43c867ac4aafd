package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.util.concurrent.Executor;

/** Asks for the token after the press, on a worker thread. */
final class TokenPress {
  private final TokenSource tokens;
  private final Executor workers;
  private final SdkLog log;

  TokenPress(TokenSource tokens, Executor workers, SdkLog log) {
    this.tokens = tokens;
    this.workers = workers;
    this.log = log;
  }

  /** `whenDone` runs on the worker thread after the call's end. */
  void start(Call call, Scrip scrip, Runnable whenDone) {
    workers.execute(
        () -> {
          ask(call, scrip);
          whenDone.run();
        });
  }

  private void ask(Call call, Scrip scrip) {
    try {
      call.succeed(tokens.obtain(call, scrip));
    } catch (FailureException error) {
      call.fail(error);
    } catch (GatewayRefusal refusal) {
      call.end(refusal.code);
    } catch (RuntimeException error) {
      log.warn("an unexpected failure", error);
      call.fail(new FailureException(Failure.INTERNAL, error));
    }
  }
}
