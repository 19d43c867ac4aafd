package com.cmic.gen.sdk.flow;

import android.app.Activity;
import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.view.GenAuthThemeConfig;
import com.cmic.gen.sdk.view.GenLoginPageInListener;
import com.cmic.gen.sdk.view.PageKit;
import java.lang.ref.WeakReference;
import java.util.concurrent.Executor;

/** Opens the page, knows the one that is open, and closes it. */
public final class PageHost {
  private final Settings settings;
  private final Executor mainThread;
  private final PageOpener opener;
  private final TokenPress tokens;
  private final PageKit kit;
  private volatile LoginSession session;
  private volatile WeakReference<Activity> activity = new WeakReference<>(null);

  PageHost(CallTools tools, PageOpener opener, TokenPress tokens, PageKit kit) {
    settings = tools.settings;
    mainThread = tools.mainThread;
    this.opener = opener;
    this.tokens = tokens;
    this.kit = kit;
  }

  public GenAuthThemeConfig theme() {
    return settings.theme();
  }

  /** What the page is made of. */
  public PageKit kit() {
    return kit;
  }

  /** Null where the process was made anew behind a page: then there is nothing to log in to. */
  public LoginSession session() {
    return session;
  }

  public void attach(Activity page) {
    activity = new WeakReference<>(page);
  }

  /** The page is on screen: reported once a session (LOG-02). On the main thread. */
  public void reportShown(LoginSession shown) {
    GenLoginPageInListener listener = settings.pageInListener();
    if (listener != null && shown.markShown()) {
      listener.onLoginPageInComplete(ResultCode.PAGE_SHOWN.code, shown.shownNotice());
    }
  }

  /** Opens the page of a call whose number is known; stops the call's clock. */
  public void open(Call call, Scrip scrip) {
    LoginSession next = new LoginSession(call, scrip, tokens);
    mainThread.execute(() -> openNow(next));
  }

  /** Guide 2.5.3; from any thread, with or without a page. */
  void quit() {
    mainThread.execute(this::quitNow);
  }

  private void openNow(LoginSession next) {
    // The call may have ended meanwhile.
    if (!next.isOpen()) {
      return;
    }
    // A second login takes the page over; the first still gets its one result.
    if (session != null) {
      session.close();
    }
    session = next;
    opener.open();
  }

  private void quitNow() {
    LoginSession open = session;
    session = null;
    if (open != null) {
      open.close();
    }
    Activity page = activity.get();
    if (page != null) {
      page.finish();
    }
  }
}
