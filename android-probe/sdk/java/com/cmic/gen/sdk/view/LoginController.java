package com.cmic.gen.sdk.view;

import android.app.Activity;
import android.view.View;
import android.view.ViewGroup.LayoutParams;
import android.view.animation.AnimationUtils;
import android.widget.FrameLayout;
import com.cmic.gen.sdk.flow.LoginSession;

/** Carries out what the user does on the page: consent first, then one token request. */
final class LoginController implements PageActions {
  private final Activity activity;
  private final LoginView view;
  private final LoginSession session;
  private final ThemeSettings theme;
  private final PageListeners listeners;
  private View openTerms;

  LoginController(
      PageScene scene, LoginSession session, ThemeSettings theme, PageListeners listeners) {
    activity = scene.activity;
    view = scene.view;
    this.session = session;
    this.theme = theme;
    this.listeners = listeners;
  }

  @Override
  public void press() {
    if (view.isConsented()) {
      confirm();
      return;
    }
    listeners.onUncheckedPress(activity);
    animateTerms();
    if (theme.checkTip != null && !theme.checkTip.isEmpty()) {
      view.showHint(theme.checkTip);
    }
    listeners.askConsent(activity, goesOn -> activity.runOnUiThread(() -> confirmIf(goesOn)));
  }

  @Override
  public void changeConsent(boolean isChecked) {
    view.hideHint();
    listeners.onConsentChanged(isChecked);
  }

  @Override
  public void back() {
    if (openTerms != null) {
      view.root().removeView(openTerms);
      openTerms = null;
      return;
    }
    listeners.onBack();
    if (!theme.isWindow() || theme.hasBackButton) {
      session.close();
      activity.finish();
    }
  }

  @Override
  public void openTerms(String title, String url) {
    if (openTerms != null) {
      return;
    }
    try {
      openTerms = new TermsPage(activity, theme, this::back).make(title, url);
    } catch (MissingResource error) {
      refuse(error);
      return;
    }
    view.root()
        .addView(
            openTerms,
            new FrameLayout.LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.MATCH_PARENT));
  }

  private void confirmIf(boolean goesOn) {
    if (goesOn && session.isOpen()) {
      view.setConsented(true);
      confirm();
    }
  }

  private void confirm() {
    if (!session.press(() -> activity.runOnUiThread(() -> listeners.onPressComplete(activity)))) {
      return;
    }
    view.setPressable(false);
    listeners.onPressStart(activity);
  }

  private void animateTerms() {
    try {
      int animation = new NamedResources(activity).animation(theme.termsAnimation);
      if (animation != 0) {
        view.animateTerms(AnimationUtils.loadAnimation(activity, animation));
      }
    } catch (MissingResource error) {
      refuse(error);
    }
  }

  private void refuse(MissingResource error) {
    session.refuseTheme(error.name);
    activity.finish();
  }
}
