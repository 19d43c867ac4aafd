package com.cmic.gen.sdk.flow;

import android.app.Activity;
import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.view.GenAuthThemeConfig;
import com.cmic.gen.sdk.view.GenLoginPageInListener;
import com.cmic.gen.sdk.view.PageKit;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Opens the page, knows the one that is open, and closes it. */
public final class PageHost {
  private final Settings settings;
  private final Executor mainThread;
  private final PageOpener opener;
  private final TokenPress tokens;
  private final PageKit kit;
  private final Set<Call> expected = ConcurrentHashMap.newKeySet();
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

  /**
   * A page of this call may be opened; a quitAuthActivity that the app calls after it ends the call
   * until then (API-05). On the app's thread, before the call is under way.
   */
  void expect(Call call) {
    expected.add(call);
  }

  void expectNoMore(Call call) {
    expected.remove(call);
  }

  /** Opens the page of a call whose number is known; stops the call's clock. */
  public void open(Call call, Scrip scrip) {
    LoginSession next = new LoginSession(call, scrip, tokens);
    mainThread.execute(() -> openNow(next));
  }

  /** Guide 2.5.3; from any thread, with or without a page. Logins that are called later go on. */
  void quit() {
    List<Call> called = new ArrayList<>(expected);
    mainThread.execute(() -> quitNow(called));
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

  private void quitNow(List<Call> called) {
    for (Call call : called) {
      call.fail(new FailureException(Failure.PAGE_CLOSED, "quitAuthActivity before the page"));
    }
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
