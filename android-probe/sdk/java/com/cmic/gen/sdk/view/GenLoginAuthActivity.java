package com.cmic.gen.sdk.view;

import android.app.Activity;
import android.content.Intent;
import android.content.res.Configuration;
import android.os.Bundle;
import android.view.Window;
import com.cmic.gen.sdk.flow.Engine;
import com.cmic.gen.sdk.flow.LoginSession;
import com.cmic.gen.sdk.flow.PageHost;

/** The authorisation page (guide 2.5). It closes on back or quitAuthActivity(), never by itself. */
public final class GenLoginAuthActivity extends Activity {
  private PageHost host;
  private LoginSession session;
  private ThemeSettings theme;
  private LoginView page;
  private PageActions actions;

  @Override
  protected void onCreate(Bundle savedState) {
    host = Engine.of(this).pages();
    theme = host.theme().settings();
    if (theme.themeId > 0) {
      setTheme(theme.themeId);
    }
    requestWindowFeature(Window.FEATURE_NO_TITLE);
    super.onCreate(savedState);
    host.attach(this);
    begin();
  }

  /** singleTop: another login while the page is up. */
  @Override
  protected void onNewIntent(Intent intent) {
    super.onNewIntent(intent);
    host = Engine.of(this).pages();
    theme = host.theme().settings();
    host.attach(this);
    begin();
    reportWhenDrawn();
  }

  @Override
  protected void onResume() {
    super.onResume();
    reportWhenDrawn();
  }

  /** The manifest keeps the activity over a rotation, so the page is laid out anew here. */
  @Override
  public void onConfigurationChanged(Configuration configuration) {
    super.onConfigurationChanged(configuration);
    if (page == null) {
      return;
    }
    boolean wasConsented = page.isConsented();
    boolean wasPressable = page.isPressable();
    show();
    if (page != null) {
      page.setConsented(wasConsented);
      page.setPressable(wasPressable);
    }
  }

  @Override
  protected void onDestroy() {
    super.onDestroy();
    if (session != null && isFinishing()) {
      session.close();
    }
  }

  /** An app that does not opt in to OnBackInvokedCallback gets keys here at every API level. */
  @Override
  @SuppressWarnings("deprecation")
  public void onBackPressed() {
    if (actions == null) {
      super.onBackPressed();
      return;
    }
    actions.back();
  }

  @Override
  @SuppressWarnings("deprecation") // overrideActivityTransition came with API 34.
  public void finish() {
    super.finish();
    if (theme.leaveAnimation.isEmpty()) {
      return;
    }
    try {
      overridePendingTransition(0, new NamedResources(this).animation(theme.leaveAnimation));
    } catch (MissingResource error) {
      // The call has failed with 200040 when the page was opened; the page leaves without
      // animation.
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
    PageContent content =
        new PageContent(host.theme(), session.maskedNumber(), session.operatorType());
    try {
      NamedResources resources = new NamedResources(this);
      resources.animation(theme.leaveAnimation);
      int enter = resources.animation(theme.enterAnimation);
      if (enter != 0) {
        overridePendingTransition(enter, 0);
      }
      page = host.kit().design().draw(this, content);
    } catch (MissingResource error) {
      page = null;
      session.refuseTheme(error.name);
      finish();
      return;
    }
    PageScene scene = new PageScene(this, page);
    PageListeners listeners = host.kit().listeners(theme);
    actions = host.kit().actions(new LoginController(scene, session, theme, listeners), scene);
    page.listen(actions);
    setContentView(page.root());
    PageWindow.apply(this, theme);
  }

  /** After the layout pass: the listener hears of a page that is there. */
  private void reportWhenDrawn() {
    LoginSession shown = session;
    if (page != null) {
      page.root().post(() -> host.reportShown(shown));
    }
  }
}
