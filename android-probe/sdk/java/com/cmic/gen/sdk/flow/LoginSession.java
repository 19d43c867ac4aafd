package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.policy.PagePolicy;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.policy.ResultJson;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.json.JSONObject;

/**
 * One login between the page's opening and its result: what the page shows and what it may ask for.
 */
public final class LoginSession {
  private final Call call;
  private final Scrip scrip;
  private final long leftMillis;
  private final TokenSource tokens;
  private final Executor workers;
  private final AtomicBoolean isPressed = new AtomicBoolean();
  private final AtomicBoolean wasShown = new AtomicBoolean();

  LoginSession(Call call, Scrip scrip, long leftMillis, TokenSource tokens, Executor workers) {
    this.call = call;
    this.scrip = scrip;
    this.leftMillis = leftMillis;
    this.tokens = tokens;
    this.workers = workers;
  }

  /** 154****0001. */
  public String maskedNumber() {
    return scrip.maskedNumber;
  }

  /** The subscriber's own, as the guide numbers them (4.1). */
  public String operatorType() {
    return scrip.operatorType;
  }

  public PagePolicy policy() {
    return call.policies;
  }

  public boolean isOpen() {
    return call.isOpen();
  }

  /** True the first time: then the page-in listener is told. */
  public boolean markShown() {
    return wasShown.compareAndSet(false, true);
  }

  public JSONObject shownNotice() {
    ResultCode code = ResultCode.PAGE_SHOWN;
    return ResultJson.of("resultCode", code.code, "desc", code.text, "traceId", call.traceId());
  }

  /**
   * The user confirmed; `whenDone` runs on a worker thread after the result. False: pressed before.
   */
  public boolean press(Runnable whenDone) {
    boolean isFirst = isPressed.compareAndSet(false, true);
    if (!isFirst && call.policies.locksButton()) return false;
    if (isFirst) call.resume(leftMillis);
    else call.reopen();
    workers.execute(() -> askToken(whenDone));
    return true;
  }

  /**
   * The page has gone; before the press that is the result (LOG-10), after it the token still
   * comes.
   */
  public void close() {
    if (isPressed.get()) return;
    call.fail(new FailureException(Failure.PAGE_CLOSED, "the page was closed"));
  }

  /** A resource that the theme names does not exist (PAG-12). */
  public void refuseTheme(String name) {
    call.fail(new FailureException(Failure.PAGE_RESOURCE, "no resource " + name));
  }

  /** Only a mutant's policy leads here: the token of a user who has not agreed yet. */
  void askAhead() throws FailureException, GatewayRefusal {
    tokens.obtain(call, scrip, TokenSource.LOGIN);
  }

  private void askToken(Runnable whenDone) {
    try {
      call.succeed(tokens.obtain(call, scrip, TokenSource.LOGIN));
    } catch (FailureException e) {
      call.fail(e);
    } catch (GatewayRefusal e) {
      call.end(e.code);
    } catch (RuntimeException e) {
      SdkLog.warn("an unexpected failure", e);
      call.fail(new FailureException(Failure.INTERNAL, e));
    } finally {
      call.closeResources();
      whenDone.run();
    }
  }
}
