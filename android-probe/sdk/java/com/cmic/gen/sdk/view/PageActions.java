package com.cmic.gen.sdk.view;

/** What the user does on the login page. */
public interface PageActions {
  /** The login button was pressed. */
  void press();

  /** The check box was checked or unchecked. */
  void changeConsent(boolean isChecked);

  /** The back key, or the title bar's way back. */
  void back();

  void openTerms(String title, String url);
}
