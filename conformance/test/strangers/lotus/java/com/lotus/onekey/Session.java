package com.lotus.onekey;

import android.app.Activity;
import com.cmic.gen.sdk.view.GenAuthThemeConfig;
import com.cmic.gen.sdk.view.GenLoginPageInListener;
import org.json.JSONException;
import org.json.JSONObject;

/** A login from its page on. Main thread only, but for its call. */
public final class Session {
  private static boolean toldOnce;
  private static Session newest;
  public final String id = Wire.hex(Wire.random(8));
  public final Engine engine;
  final Call call;
  final Scrip scrip;
  public final GenAuthThemeConfig theme;
  private boolean shown;
  private boolean pressed;
  public boolean checked;
  private Page page;

  public interface Page {
    void closePage();

    void loading(boolean on);

    Activity activity();
  }

  Session(Engine engine, Call call, Scrip scrip, GenAuthThemeConfig theme) {
    this.engine = engine;
    this.call = call;
    this.scrip = scrip;
    this.theme = theme;
    checked = theme.checked;
    newest = this;
  }

  public static Session of(Engine engine, String id) {
    return id == null ? null : engine.sessions.get(id);
  }

  public String number() {
    return scrip.mask;
  }

  public String operator() {
    return scrip.operator;
  }

  /** False where there is nothing left to log in. */
  public boolean attach(Page p) {
    page = p;
    return shown || !call.over();
  }

  public void shown() {
    if ((shown && !Variant.is("page-in-each-resume")) || call.over()) {
      return;
    }
    shown = true;
    if (!Variant.is("think-time-counts")) {
      call.stopWatch();
    }
    GenLoginPageInListener l = engine.pageIn;
    if (Variant.is("page-in-once") && toldOnce) {
      return;
    }
    toldOnce = true;
    if (l != null) {
      try {
        l.onLoginPageInComplete(
            "200087",
            new JSONObject()
                .put("resultCode", "200087")
                .put("desc", "授权页成功调起")
                .put("traceId", call.trace));
      } catch (JSONException error) {
        throw new AssertionError(error);
      }
    }
  }

  public boolean loadingNow() {
    return pressed && !call.over();
  }

  public boolean pending() {
    return !call.over();
  }

  public boolean press() {
    if (pressed && Variant.is("press-after-failure") && call.over() && page != null) {
      engine.work(ghost(), () -> engine.token(ghost(), scrip, "login"));
      return false;
    }
    boolean twice = Variant.is("twice-by-callback") && pressed && !call.over();
    if (!twice && (pressed || (call.over() && !Variant.is("consent-after-leaving")))) {
      return false;
    }
    pressed = true;
    call.pressed = true;
    call.late = "102507";
    call.startWatch();
    loading(true);
    call.own(
        (Call.Light)
            () ->
                engine.main.post(
                    () -> {
                      loading(false);
                      if (theme.clickListener != null && page != null) {
                        theme.clickListener.onLoginClickComplete(page.activity(), result());
                      }
                    }));
    Session self = this;
    Call by = Variant.is("late-token-crosses") || (Variant.is("consent-after-leaving") && call.over()) ? ghost() : call;
    engine.work(
        by,
        () -> {
          engine.device.requireSim();
          if (!Variant.is("sim-unseen-at-press") && !scrip.sim.equals(engine.device.simKey())) {
            engine.store.drop(scrip);
            throw new Fault("103902", "the SIM was changed while the page was open");
          }
          if (!Variant.is("expired-at-press") && !scrip.alive(engine.context)) {
            engine.store.drop(scrip);
            throw new Fault("103902", "the scrip's life is over");
          }
          JSONObject result = engine.token(by, scrip, "login");
          Session to = Variant.is("late-token-crosses") && newest != self ? newest : self;
          to.call.trace = by.trace;
          to.call.finish(result);
        });
    return true;
  }

  private Call ghost() {
    Call g = new Call(engine, call.appId, call.appKey, (code, o) -> call.finish(o), call.code);
    g.pressed = true;
    g.late = "102507";
    g.startWatch();
    return g;
  }

  private JSONObject result() {
    return new JSONObject();
  }

  private void loading(boolean on) {
    if (page != null) {
      page.loading(on);
    }
  }

  public void end(String code, String text) {
    call.fail(code, text);
  }

  void closePage() {
    engine.sessions.remove(id);
    if (page != null) {
      page.closePage();
    }
  }

  /** The page is gone for good. */
  public void left(Page p) {
    if (page == p) {
      page = null;
      engine.sessions.remove(id);
      (Variant.is("old-page-kills-new") ? newest.call : call).fail("200020", "the page was closed");
    }
  }
}
