package com.cmic.gen.sdk.view;

import android.app.Activity;

/** An open page: its activity and what it shows. */
public final class PageScene {
  public final Activity activity;
  public final LoginView view;

  PageScene(Activity activity, LoginView view) {
    this.activity = activity;
    this.view = view;
  }
}
