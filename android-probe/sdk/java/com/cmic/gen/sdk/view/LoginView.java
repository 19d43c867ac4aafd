package com.cmic.gen.sdk.view;

import android.view.animation.Animation;
import android.widget.FrameLayout;

/** The login page as a user sees and touches it. On the main thread only. */
public interface LoginView {
  /** Fills the window; a term's own page is laid over it. */
  FrameLayout root();

  /** From now on the user's touches go to `actions`. */
  void listen(PageActions actions);

  /** The terms are checked. */
  boolean isConsented();

  void setConsented(boolean isConsented);

  boolean isPressable();

  /** Locks or unlocks the login button. */
  void setPressable(boolean isPressable);

  void showHint(String text);

  void hideHint();

  void animateTerms(Animation animation);
}
