package com.cmic.gen.sdk.view;

import android.app.Activity;
import android.view.View;
import android.view.animation.AnimationUtils;
import com.cmic.gen.sdk.flow.LoginSession;
import org.json.JSONObject;

/** What presses on the page do: consent first, then one token request. */
final class LoginPresses {
  private static final long HINT_MILLIS = 2500;

  private final Activity activity;
  private final LoginSession session;
  private final ThemeSettings theme;
  private final LoginPage page;

  LoginPresses(Activity activity, LoginSession session, ThemeSettings theme, LoginPage page) {
    this.activity = activity;
    this.session = session;
    this.theme = theme;
    this.page = page;
  }

  void listen() {
    page.button.setOnClickListener(view -> press());
    page.checkBox.setOnCheckedChangeListener(
        (view, isChecked) -> {
          page.hint.setVisibility(View.GONE);
          if (theme.checkedChangeListener != null)
            theme.checkedChangeListener.onCheckedChanged(isChecked);
        });
  }

  private void press() {
    if (page.checkBox.isChecked() || session.policy().goesOnUnchecked()) {
      confirm();
      return;
    }
    if (theme.checkBoxListener != null)
      theme.checkBoxListener.onLoginClick(activity, new JSONObject());
    shake();
    showHint();
    if (theme.authLoginListener == null) return;
    theme.authLoginListener.onAuthLoginListener(
        activity, goesOn -> activity.runOnUiThread(() -> confirmIf(goesOn)));
  }

  private void confirmIf(boolean goesOn) {
    if (!goesOn || !session.isOpen()) return;
    page.checkBox.setChecked(true);
    confirm();
  }

  private void confirm() {
    if (!session.press(() -> activity.runOnUiThread(this::completed))) return;
    if (session.policy().locksButton()) page.button.setEnabled(false);
    if (theme.clickListener != null)
      theme.clickListener.onLoginClickStart(activity, new JSONObject());
  }

  private void completed() {
    if (theme.clickListener != null)
      theme.clickListener.onLoginClickComplete(activity, new JSONObject());
    if (session.policy().closesItself()) activity.finish();
  }

  private void showHint() {
    if (theme.checkTip == null || theme.checkTip.isEmpty() || !session.policy().showsHint()) return;
    page.hint.setText(theme.checkTip);
    page.hint.setVisibility(View.VISIBLE);
    page.hint.postDelayed(() -> page.hint.setVisibility(View.GONE), HINT_MILLIS);
  }

  private void shake() {
    try {
      int animation = new NamedResources(activity).animation(theme.termsAnimation);
      if (animation != 0)
        page.terms.startAnimation(AnimationUtils.loadAnimation(activity, animation));
    } catch (MissingResource e) {
      session.refuseTheme(e.name);
      activity.finish();
    }
  }
}
