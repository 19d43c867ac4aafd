package app.quhao.handset.device.activity;

import android.app.Activity;
import android.content.ComponentName;
import android.content.Intent;
import android.content.pm.ActivityInfo;
import android.content.res.TypedArray;
import android.os.Bundle;
import android.os.IBinder;
import org.robolectric.android.controller.ActivityController;

/** One activity in the back stack, and the way through its life. Main thread only. */
final class ActivityRecord {
  /** In the words of `dumpsys activity`. */
  enum State {
    INITIALIZING,
    RESUMED,
    PAUSED,
    STOPPED,
    DESTROYED
  }

  private final ActivityController<? extends Activity> controller;
  private final ActivityInfo info;
  private final ActivityRecord resultTo;
  private final String resultWho;
  private final int requestCode;
  private final ActivityWindows windows;
  private State state = State.INITIALIZING;

  ActivityRecord(
      ActivityController<? extends Activity> controller, ActivityInfo info, StartRequest request) {
    this.controller = controller;
    this.info = info;
    resultTo = request.caller();
    resultWho = request.resultWho();
    requestCode = request.requestCode();
    windows = new ActivityWindows(controller.get());
  }

  Activity activity() {
    return controller.get();
  }

  IBinder token() {
    return windows.token();
  }

  ComponentName component() {
    return new ComponentName(info.packageName, info.name);
  }

  State state() {
    return state;
  }

  ActivityRecord resultTo() {
    return requestCode >= 0 ? resultTo : null;
  }

  String resultWho() {
    return resultWho;
  }

  int requestCode() {
    return requestCode;
  }

  boolean isSingleTop() {
    return info.launchMode == ActivityInfo.LAUNCH_SINGLE_TOP
        || info.launchMode == ActivityInfo.LAUNCH_SINGLE_TASK
        || info.launchMode == ActivityInfo.LAUNCH_SINGLE_INSTANCE;
  }

  /** What lies below stays visible, so it is only paused. */
  boolean isTranslucent() {
    TypedArray style =
        activity().obtainStyledAttributes(new int[] {android.R.attr.windowIsTranslucent});
    try {
      return style.getBoolean(0, false) || activity().getWindow().isFloating();
    } finally {
      style.recycle();
    }
  }

  /**
   * onCreate to onResume; an activity that finishes itself in onCreate goes straight to its end (as
   * ActivityThread does it).
   */
  void create() {
    controller.create();
    if (activity().isFinishing()) {
      return;
    }
    controller.start().postCreate(null).resume();
    state = State.RESUMED;
    if (!activity().isFinishing()) {
      controller.visible().topActivityResumed(true);
    }
  }

  void newIntent(Intent intent) {
    controller.newIntent(intent);
  }

  void resume() {
    if (state == State.STOPPED) {
      windows.setVisible(true);
      controller.restart().start();
    }
    if (state != State.RESUMED) {
      controller.resume().topActivityResumed(true);
      state = State.RESUMED;
    }
  }

  void pause() {
    if (state == State.RESUMED) {
      controller.topActivityResumed(false).pause();
      state = State.PAUSED;
    }
  }

  void stop() {
    if (state != State.PAUSED) {
      return;
    }
    controller.stop();
    if (!activity().isFinishing()) {
      controller.saveInstanceState(new Bundle());
    }
    state = State.STOPPED;
    windows.setVisible(false);
  }

  void destroy() {
    pause();
    stop();
    IBinder windowToken = windows.windowToken();
    controller.destroy();
    windows.closeLeaked(windowToken);
    state = State.DESTROYED;
  }
}
