package com.cmic.gen.sdk.flow;

import android.app.Activity;
import android.content.Context;
import android.content.Intent;
import android.os.Handler;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.view.GenAuthThemeConfig;
import com.cmic.gen.sdk.view.GenLoginAuthActivity;
import com.cmic.gen.sdk.view.GenLoginPageInListener;
import java.lang.ref.WeakReference;

/** Opens the page, knows the one that is open, and closes it. */
public final class PageHost {
  private final Context context;
  private final Handler mainThread;

  private volatile GenAuthThemeConfig theme = defaultTheme();
  private volatile GenLoginPageInListener pageInListener;
  private volatile LoginSession session;
  private volatile WeakReference<Activity> activity = new WeakReference<>(null);
  private boolean wasOpened;

  PageHost(Context context, Handler mainThread) {
    this.context = context;
    this.mainThread = mainThread;
  }

  public void setTheme(GenAuthThemeConfig next) {
    theme = next == null ? defaultTheme() : next;
  }

  public GenAuthThemeConfig theme() {
    return theme;
  }

  public void setPageInListener(GenLoginPageInListener listener) {
    pageInListener = listener;
  }

  /** Null where the process was made anew behind a page: then there is nothing to log in to. */
  public LoginSession session() {
    return session;
  }

  public void attach(Activity page) {
    activity = new WeakReference<>(page);
  }

  /** The page is on screen: told once a session (LOG-02). On the main thread. */
  public void tellShown(LoginSession shown) {
    GenLoginPageInListener listener = pageInListener;
    if (listener == null || !shown.markShown()) return;
    for (int i = 0; i < shown.policy().pageShownNotices(); i++) {
      listener.onLoginPageInComplete(ResultCode.PAGE_SHOWN.code, shown.shownNotice());
    }
  }

  /** Guide 2.5.3; from any thread, with or without a page. */
  public void quit() {
    mainThread.post(this::quitNow);
  }

  void open(LoginSession next) {
    mainThread.post(() -> openNow(next));
  }

  private void openNow(LoginSession next) {
    // The limit may have been reached while this was under way.
    if (!next.isOpen()) return;
    if (wasOpened && !next.policy().canReopen()) return;
    wasOpened = true;
    // A second call takes the page over; the first gets its one result all the same.
    if (session != null) session.close();
    session = next;
    Intent intent = new Intent(context, GenLoginAuthActivity.class);
    intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK);
    context.startActivity(intent);
  }

  private void quitNow() {
    LoginSession open = session;
    session = null;
    if (open != null) open.close();
    Activity page = activity.get();
    if (page != null) page.finish();
  }

  private static GenAuthThemeConfig defaultTheme() {
    return new GenAuthThemeConfig.Builder().build();
  }
}
