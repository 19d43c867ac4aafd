package com.cmic.gen.sdk.view;

import android.app.Activity;

/** The reference page. */
public final class DrawnPageDesign implements PageDesign {
  private final ThemeGuard guard;

  public DrawnPageDesign(ThemeGuard guard) {
    this.guard = guard;
  }

  @Override
  public LoginView draw(Activity activity, PageContent content) throws MissingResource {
    return new LoginPage(activity, content, guard);
  }
}
