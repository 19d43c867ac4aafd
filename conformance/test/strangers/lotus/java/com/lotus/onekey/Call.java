package com.lotus.onekey;

import android.os.SystemClock;
import com.cmic.gen.sdk.auth.GenTokenListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.json.JSONException;
import org.json.JSONObject;

/** One call of the app, from its first line to its one result. */
final class Call {
  interface Closer {
    void close() throws Exception;
  }

  private final Engine engine;
  final String appId;
  final String appKey;
  final int code;
  final long limit;
  private final GenTokenListener listener;
  private final List<Closer> owned = new ArrayList<>();
  private long end;
  private volatile long wallEnd;
  private boolean done;
  private ScheduledFuture<?> watch;
  volatile String trace;
  volatile String late = "200023";
  volatile boolean login;
  volatile boolean pressed;

  Call(Engine engine, String appId, String appKey, GenTokenListener listener, int code) {
    this.engine = engine;
    this.appId = appId;
    this.appKey = appKey;
    this.listener = listener;
    this.code = code;
    limit = engine.limit();
    trace = Wire.hex(Wire.random(16));
  }

  synchronized void startWatch() {
    long limit = pressed && Variant.is("press-limit-8000") ? 8000 : this.limit;
    end = SystemClock.elapsedRealtime() + limit;
    wallEnd = System.currentTimeMillis() + limit;
    if (!done && Variant.is("wall-limit")) {
      watch = engine.clock.scheduleWithFixedDelay(() -> { if (System.currentTimeMillis() >= wallEnd) tick(); }, 20, 20, TimeUnit.MILLISECONDS);
    } else if (!done) {
      watch = engine.clock.schedule(this::tick, limit, TimeUnit.MILLISECONDS);
    }
  }

  private void tick() {
    if (Variant.is("live-limit") && engine.limit() > limit) {
      synchronized (this) {
        end += engine.limit() - limit;
        if (!done) {
          watch = engine.clock.schedule(() -> fail(late, "time limit"), engine.limit() - limit, TimeUnit.MILLISECONDS);
        }
      }
      return;
    }
    fail(late, "the time limit is reached");
  }

  synchronized void stopWatch() {
    if (watch != null) {
      watch.cancel(false);
    }
  }

  synchronized long left() {
    if (Variant.is("wall-limit")) {
      return wallEnd - System.currentTimeMillis();
    }
    return end - SystemClock.elapsedRealtime();
  }

  synchronized boolean over() {
    return done;
  }

  /** False where the call is over: then it is closed already. */
  boolean own(Closer closer) {
    synchronized (this) {
      if (!done) {
        owned.add(closer);
        return true;
      }
    }
    engine.closeLater(closer);
    return false;
  }

  void fail(String result, String text) {
    JSONObject o = new JSONObject();
    try {
      if (Variant.is("int-code") && result.equals("200020")) {
        o.put("resultCode", 200020);
      } else {
        o.put("resultCode", result);
      }
      if (!(Variant.is("late-no-desc") && result.equals("102507"))) {
        o.put(engine.descKey(), text);
      }
      if (login) {
        o.put("authType", "0").put("authTypeDes", "其他");
      }
    } catch (JSONException error) {
      throw new AssertionError(error);
    }
    finish(o);
  }

  void finish(JSONObject result) {
    List<Closer> closers;
    synchronized (this) {
      if (done) {
        return;
      }
      done = true;
      closers = new ArrayList<>(owned);
      owned.clear();
      if (watch != null) {
        watch.cancel(false);
      }
    }
    try {
      String t = trace;
      if (Variant.is("new-trace-on-failure") && !"103000".equals(result.opt("resultCode"))) {
        t = Wire.hex(Wire.random(16));
      }
      result.put("traceId", t);
    } catch (JSONException error) {
      throw new AssertionError(error);
    }
    for (Closer closer : closers) {
      if (closer instanceof Light) {
        engine.closeNow(closer);
      } else {
        engine.closeLater(closer);
      }
    }
    engine.deliver(this, () -> listener.onGetTokenComplete(engine.codeFor(this), result));
  }

  /** What may be closed on any thread at once. */
  interface Light extends Closer {}
}
