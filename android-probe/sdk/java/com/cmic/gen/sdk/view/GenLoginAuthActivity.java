package com.cmic.gen.sdk.view;

import android.app.Activity;
import android.content.Intent;
import android.content.res.Configuration;
import android.os.Bundle;
import android.view.View;
import android.view.ViewGroup.LayoutParams;
import android.view.Window;
import android.widget.FrameLayout;
import com.cmic.gen.sdk.flow.Engine;
import com.cmic.gen.sdk.flow.LoginSession;
import com.cmic.gen.sdk.flow.PageHost;

/** The authorisation page (guide 2.5). It closes on back or quitAuthActivity(), never by itself. */
public final class GenLoginAuthActivity extends Activity {
  private PageHost host;
  private LoginSession session;
  private ThemeSettings theme;
  private LoginPage page;
  private View openTerms;

  @Override
  protected void onCreate(Bundle savedState) {
    host = Engine.of(this).pages();
    theme = host.theme().settings();
    if (theme.themeId > 0) setTheme(theme.themeId);
    requestWindowFeature(Window.FEATURE_NO_TITLE);
    super.onCreate(savedState);
    host.attach(this);
    begin();
  }

  /** singleTop: another login while the page is up. */
  @Override
  protected void onNewIntent(Intent intent) {
    super.onNewIntent(intent);
    theme = host.theme().settings();
    begin();
    if (page != null) tellWhenDrawn();
  }

  @Override
  protected void onResume() {
    super.onResume();
    if (page != null) tellWhenDrawn();
  }

  /** The manifest keeps the activity over a rotation, so the page is laid out anew here. */
  @Override
  public void onConfigurationChanged(Configuration configuration) {
    super.onConfigurationChanged(configuration);
    if (page == null) return;
    boolean wasChecked = page.checkBox.isChecked();
    boolean wasEnabled = page.button.isEnabled();
    show();
    if (page == null) return;
    page.checkBox.setChecked(wasChecked);
    page.button.setEnabled(wasEnabled);
  }

  @Override
  protected void onDestroy() {
    super.onDestroy();
    if (session != null && isFinishing()) session.close();
  }

  @Override
  @SuppressWarnings(
      "deprecation") // The app does not opt in to OnBackInvokedCallback; keys come here at every
  // API level.
  public void onBackPressed() {
    if (openTerms != null) {
      closeTerms();
      return;
    }
    if (session != null && !session.policy().obeysBack()) return;
    if (theme.backPressedListener != null) theme.backPressedListener.onBackPressed();
    if (theme.isWindow() && !theme.hasBackButton) return;
    leave();
  }

  @Override
  @SuppressWarnings("deprecation") // overrideActivityTransition came with API 34.
  public void finish() {
    super.finish();
    if (theme.leaveAnimation.isEmpty()) return;
    try {
      overridePendingTransition(0, new NamedResources(this).animation(theme.leaveAnimation));
    } catch (MissingResource e) {
      // Told when the page was opened; leaving without the animation is all that is left to do.
      return;
    }
  }

  private void begin() {
    session = host.session();
    if (session == null || !session.isOpen()) {
      finish();
      return;
    }
    show();
  }

  @SuppressWarnings("deprecation") // overrideActivityTransition came with API 34.
  private void show() {
    openTerms = null;
    try {
      NamedResources resources = new NamedResources(this);
      resources.animation(theme.leaveAnimation);
      int enter = resources.animation(theme.enterAnimation);
      if (enter != 0) overridePendingTransition(enter, 0);
      page = new LoginPage(this, theme, OperatorBrand.of(session.operatorType()));
    } catch (MissingResource e) {
      page = null;
      session.refuseTheme(e.name);
      finish();
      return;
    }
    page.fill(
        session.maskedNumber(),
        session.policy().showsOperatorTerms(),
        this::openTerms,
        this::onBackPressed);
    new LoginPresses(this, session, theme, page).listen();
    setContentView(page.root);
    PageWindow.apply(this, theme);
  }

  /** After the layout pass: the listener is told of a page that is there. */
  private void tellWhenDrawn() {
    LoginSession shown = session;
    page.root.post(() -> host.tellShown(shown));
  }

  private void openTerms(String title, String url) {
    if (openTerms != null) return;
    try {
      openTerms = new TermsPage(this, theme, this::closeTerms).make(title, url);
    } catch (MissingResource e) {
      session.refuseTheme(e.name);
      finish();
      return;
    }
    page.root.addView(
        openTerms,
        new FrameLayout.LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.MATCH_PARENT));
  }

  private void closeTerms() {
    page.root.removeView(openTerms);
    openTerms = null;
  }

  private void leave() {
    if (session != null) session.close();
    finish();
  }
}
