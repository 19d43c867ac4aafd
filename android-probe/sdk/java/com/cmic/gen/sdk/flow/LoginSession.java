package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.policy.ResultJson;
import java.util.concurrent.atomic.AtomicBoolean;
import org.json.JSONObject;

/** One login from the page's opening to its result: what the page shows and may ask for. */
public final class LoginSession {
  private final Call call;
  private final Scrip scrip;
  private final TokenPress tokens;
  private final long leftMillis;
  private final AtomicBoolean isPressed = new AtomicBoolean();
  private final AtomicBoolean wasShown = new AtomicBoolean();

  /** Stops the call's clock until the press. */
  LoginSession(Call call, Scrip scrip, TokenPress tokens) {
    this.call = call;
    this.scrip = scrip;
    this.tokens = tokens;
    leftMillis = call.pause();
  }

  /** 154****0001. */
  public String maskedNumber() {
    return scrip.maskedNumber;
  }

  /** The subscriber's own, as the guide numbers them (4.1). */
  public String operatorType() {
    return scrip.operatorType;
  }

  public boolean isOpen() {
    return call.isOpen();
  }

  /** True the first time. */
  boolean markShown() {
    return wasShown.compareAndSet(false, true);
  }

  JSONObject shownNotice() {
    ResultCode code = ResultCode.PAGE_SHOWN;
    return ResultJson.of("resultCode", code.code, "desc", code.text, "traceId", call.traceId());
  }

  /**
   * The user confirmed. `whenDone` runs on a worker thread after the result. Returns false where
   * the button was pressed before (SEC-07).
   */
  public boolean press(Runnable whenDone) {
    if (!isPressed.compareAndSet(false, true)) {
      return false;
    }
    call.resume(leftMillis);
    tokens.start(call, scrip, whenDone);
    return true;
  }

  /** The page has gone: the result before the press (LOG-10); the token still comes after it. */
  public void close() {
    if (!isPressed.get()) {
      call.fail(new FailureException(Failure.PAGE_CLOSED, "the page was closed"));
    }
  }

  /** A resource that the theme names does not exist (PAG-12). */
  public void refuseTheme(String name) {
    call.fail(new FailureException(Failure.PAGE_RESOURCE, "no resource " + name));
  }
}
