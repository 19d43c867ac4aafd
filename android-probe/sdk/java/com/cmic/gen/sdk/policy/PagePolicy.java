package com.cmic.gen.sdk.policy;

/** What the page does with the user's presses. */
public interface PagePolicy {
  /** SEC-01: the token is asked for after the press. */
  default boolean asksTokenBeforePress() {
    return false;
  }

  /** PAG-07: an unchecked press goes nowhere. */
  default boolean goesOnUnchecked() {
    return false;
  }

  /** SEC-07: the button is locked by the press. */
  default boolean locksButton() {
    return true;
  }

  /** LOG-12: quitAuthActivity closes the page, nothing else does. */
  default boolean closesItself() {
    return false;
  }

  /** LOG-02: how often 200087 is told. */
  default int pageShownNotices() {
    return 1;
  }

  /** LOG-10: back closes the page and tells 200020. */
  default boolean obeysBack() {
    return true;
  }

  /** LOG-13. */
  default boolean canReopen() {
    return true;
  }

  /** PAG-07: the hint set with setCheckTipText. */
  default boolean showsHint() {
    return true;
  }

  /** PAG-04. */
  default boolean showsOperatorTerms() {
    return true;
  }
}
