package com.lindenpass.login;

/** A login that waits for the user. */
final class Login {
  final Call call;
  final Scrip scrip;
  private final Runnable onAgreed;
  private boolean isAgreed;

  Login(Call call, Scrip scrip, Runnable onAgreed) {
    this.call = call;
    this.scrip = scrip;
    this.onAgreed = onAgreed;
  }

  /** The button was pressed with the box checked; the first time counts. */
  void agree() {
    if (!isAgreed && !call.isOver()) {
      isAgreed = true;
      onAgreed.run();
    }
  }

  void cancel() {
    call.fail(Codes.PAGE_CLOSED, "the login page was closed");
  }
}
