package com.cmic.gen.sdk.view;

import android.app.Activity;
import android.app.Dialog;
import android.content.Intent;
import android.graphics.Color;
import android.graphics.drawable.ColorDrawable;
import android.os.Bundle;
import android.view.Gravity;
import android.view.View;
import android.view.Window;
import android.view.WindowManager;
import com.lotus.onekey.Engine;
import com.lotus.onekey.PageView;
import com.lotus.onekey.Session;
import com.lotus.onekey.Styles;
import com.lotus.onekey.Variant;

/** The authorisation page. */
public final class GenLoginAuthActivity extends Activity implements Session.Page {
  private Session session;
  private PageView view;
  private Dialog dialog;

  @Override
  protected void onCreate(Bundle state) {
    session = Session.of(Engine.of(this), getIntent().getStringExtra("session"));
    if (session != null) {
      GenAuthThemeConfig t = session.theme;
      if (t.themeId > 0) {
        setTheme(t.themeId);
      } else if (window(t)) {
        setTheme(Styles.window());
      } else if (Variant.is("dialog")) {
        setTheme(Styles.clear());
      }
    }
    super.onCreate(state);
    if (session == null || !session.attach(this)) {
      session = null;
      finish();
      return;
    }
    try {
      build(state != null);
    } catch (RuntimeException error) {
      session.end("200040", "the page cannot be made");
      finish();
    }
  }

  private static boolean window(GenAuthThemeConfig t) {
    return t.winW > 0 && t.winH > 0;
  }

  @SuppressWarnings("deprecation")
  private void build(boolean again) {
    GenAuthThemeConfig t = session.theme;
    if (window(t) || t.themeId > 0) {
      try {
        requestWindowFeature(Window.FEATURE_NO_TITLE);
      } catch (RuntimeException error) {
        // Set by the theme already.
      }
      if (getActionBar() != null) {
        getActionBar().hide();
      }
    }
    view = new PageView(this, session, this::leave, again);
    Window w = getWindow();
    if (Variant.is("dialog") && !window(t)) {
      setContentView(new View(this));
      dialog =
          new Dialog(this, Styles.page()) {
            @Override
            public void onBackPressed() {
              GenLoginAuthActivity.this.onBackPressed();
            }
          };
      dialog.requestWindowFeature(Window.FEATURE_NO_TITLE);
      dialog.setContentView(view.root);
      dialog.setCanceledOnTouchOutside(false);
      w = dialog.getWindow();
      w.setLayout(-1, -1);
      dialog.show();
    } else {
      setContentView(view.root);
    }
    if (t.statusColor != 0) {
      w.addFlags(WindowManager.LayoutParams.FLAG_DRAWS_SYSTEM_BAR_BACKGROUNDS);
      w.setStatusBarColor(t.statusColor);
    }
    if (Variant.is("secure")) {
      w.addFlags(WindowManager.LayoutParams.FLAG_SECURE);
    }
    if (Variant.is("forces-portrait")) {
      setRequestedOrientation(android.content.pm.ActivityInfo.SCREEN_ORIENTATION_PORTRAIT);
    }
    int flags = 0;
    if (t.statusLight) {
      flags |= View.SYSTEM_UI_FLAG_LIGHT_STATUS_BAR;
    }
    if (window(t)) {
      float d = getResources().getDisplayMetrics().density;
      int sw = getResources().getDisplayMetrics().widthPixels;
      int sh = getResources().getDisplayMetrics().heightPixels;
      int ww = Math.min(sw, Math.max(Math.round(260 * d), Math.round(t.winW * d)));
      int wh = Math.min(sh, Math.max(Math.round(280 * d), Math.round(t.winH * d)));
      WindowManager.LayoutParams p = w.getAttributes();
      p.width = ww;
      p.height = wh;
      p.gravity = t.winBottom == 1 ? Gravity.BOTTOM : Gravity.CENTER;
      p.x = clamp(Math.round(t.winX * d), (sw - ww) / 2);
      p.y = t.winBottom == 1 ? 0 : clamp(Math.round(t.winY * d), (sh - wh) / 2);
      w.setAttributes(p);
      w.setBackgroundDrawable(new ColorDrawable(Color.WHITE));
      setFinishOnTouchOutside(false);
    } else if (t.fits) {
      view.root.setFitsSystemWindows(true);
    } else {
      flags |= View.SYSTEM_UI_FLAG_LAYOUT_FULLSCREEN | View.SYSTEM_UI_FLAG_LAYOUT_STABLE;
    }
    w.getDecorView().setSystemUiVisibility(flags);
    if (session.loadingNow()) {
      view.loading(true);
    }
  }

  private static int clamp(int v, int room) {
    return Math.max(-room, Math.min(room, v));
  }

  @Override
  protected void onNewIntent(Intent intent) {
    super.onNewIntent(intent);
    setIntent(intent);
    recreate();
  }

  @Override
  protected void onResume() {
    super.onResume();
    if (view != null) {
      view.root.post(session::shown);
    }
  }

  @Override
  protected void onStop() {
    super.onStop();
    if (Variant.is("home-ends") && session != null && !isChangingConfigurations()) {
      session.end("200020", "in the background");
      finish();
    }
  }

  @Override
  @SuppressWarnings("deprecation")
  public void onBackPressed() {
    if (session == null) {
      super.onBackPressed();
      return;
    }
    if (session.theme.backListener != null) {
      session.theme.backListener.onBackPressed();
    }
    if (window(session.theme) && !session.theme.back) {
      if (Variant.is("deaf-back-ends")) {
        session.end("200020", "the page was closed");
      }
      return;
    }
    leave();
  }

  private void leave() {
    finish();
    if (session != null) {
      session.left(this);
    }
  }

  @Override
  @SuppressWarnings("deprecation")
  public void finish() {
    super.finish();
    if (session != null && (session.theme.outEnter != null || session.theme.outLeave != null)) {
      overridePendingTransition(
          Styles.anim(session, session.theme.outEnter),
          Styles.anim(session, session.theme.outLeave));
    }
  }

  @Override
  protected void onDestroy() {
    super.onDestroy();
    if (dialog != null) {
      dialog.dismiss();
    }
    if (session != null && isFinishing()) {
      session.left(this);
    }
  }

  @Override
  public void closePage() {
    finish();
  }

  @Override
  public void loading(boolean on) {
    if (view != null) {
      view.loading(on);
    }
  }

  @Override
  public Activity activity() {
    return this;
  }
}
