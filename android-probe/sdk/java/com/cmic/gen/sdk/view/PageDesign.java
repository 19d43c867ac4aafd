package com.cmic.gen.sdk.view;

import android.app.Activity;

/** Draws the login page. */
public interface PageDesign {
  /** Throws where the theme names a resource that does not exist. */
  LoginView draw(Activity activity, PageContent content) throws MissingResource;
}
