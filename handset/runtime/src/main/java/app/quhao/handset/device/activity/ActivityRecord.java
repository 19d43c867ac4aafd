package app.quhao.handset.device.activity;

import android.app.Activity;
import android.content.ComponentName;
import android.content.Intent;
import android.content.pm.ActivityInfo;
import android.content.res.Configuration;
import android.os.Bundle;
import android.os.IBinder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.robolectric.Robolectric;
import org.robolectric.android.controller.ActivityController;
import org.robolectric.util.ReflectionHelpers;

/** One activity of the back stack and its lifecycle. Main thread only. */
final class ActivityRecord {
  /** Names as in `dumpsys activity`. */
  enum State {
    INITIALIZING,
    RESUMED,
    PAUSED,
    STOPPED,
    DESTROYED
  }

  private final ActivityInfo info;
  // Intents and results that reach the activity between onStart and onResume.
  private final List<Runnable> deliveries = new ArrayList<>();
  private final Intent intent;
  private final String referrer;
  private final boolean isTranslucent;
  private ActivityConfiguration configuration;
  // Instances that a relaunch has replaced. The app may still hold references to them.
  private final Set<Activity> replaced = Collections.newSetFromMap(new WeakHashMap<>());
  private ActivityController<? extends Activity> controller;
  private ActivityWindows windows;
  private State state = State.INITIALIZING;
  private Bundle savedState;
  private ResultWait resultWait;
  private int requestedOrientation;

  ActivityRecord(ActivityInfo info, StartRequest request, Configuration current) {
    this(info, request.intent(), request.referrer());
    build(current);
  }

  private ActivityRecord(ActivityInfo info, Intent intent, String referrer) {
    this.info = info;
    this.intent = intent;
    this.referrer = referrer;
    isTranslucent = ActivityResolver.isTranslucent(info);
    requestedOrientation = info.screenOrientation;
  }

  /** An activity of a process that has ended. It has no instance until it is visible. */
  static ActivityRecord of(SavedActivity saved, ActivityInfo info) {
    ActivityRecord record = new ActivityRecord(info, saved.intent(), saved.referrer());
    record.savedState = saved.state();
    record.state = State.DESTROYED;
    return record;
  }

  /**
   * What is left of the activity when its process ends.
   *
   * @param resultTo the place of the activity that waits for its result; negative if none does
   */
  SavedActivity saved(int resultTo) {
    return new SavedActivity(
        component(),
        intent,
        savedState,
        resultTo,
        resultTo < 0 ? null : resultWait.who(),
        resultTo < 0 ? -1 : resultWait.requestCode(),
        referrer);
  }

  /** Whether it is of a process that has ended, and was not needed since. */
  boolean hasNoInstance() {
    return controller == null;
  }

  boolean isFinishing() {
    return !hasNoInstance() && activity().isFinishing();
  }

  private void build(Configuration current) {
    configuration = new ActivityConfiguration(info, current);
    build();
  }

  private void build() {
    controller = Robolectric.buildActivity(ActivityResolver.classOf(info), intent);
    ReflectionHelpers.setField(controller.get(), "mReferrer", referrer);
    windows = new ActivityWindows(controller.get());
  }

  /** Null where it has no instance. */
  Activity activity() {
    return hasNoInstance() ? null : controller.get();
  }

  /** Whether the instance is, or was before a relaunch, this activity's. */
  boolean isOf(Activity activity) {
    return activity() == activity || replaced.contains(activity);
  }

  /** Null where it has no instance. */
  IBinder token() {
    return hasNoInstance() ? null : windows.token();
  }

  ComponentName component() {
    return new ComponentName(info.packageName, info.name);
  }

  State state() {
    return state;
  }

  /** Null if no activity waits for the result. */
  ResultWait resultWait() {
    return resultWait;
  }

  void resultTo(ResultWait wait) {
    resultWait = wait;
  }

  /** Leaves the result to another activity; whoever waits gets none of this one. */
  ResultWait giveUpResult() {
    ResultWait before = resultWait;
    resultWait = null;
    return before;
  }

  boolean isSingleTop() {
    return info.launchMode == ActivityInfo.LAUNCH_SINGLE_TOP
        || info.launchMode == ActivityInfo.LAUNCH_SINGLE_TASK
        || info.launchMode == ActivityInfo.LAUNCH_SINGLE_INSTANCE;
  }

  /** Whether the activity below stays visible and is therefore only paused. */
  boolean isTranslucent() {
    return isTranslucent;
  }

  /**
   * A value of ActivityInfo.SCREEN_ORIENTATION_…; the manifest's until the app requests another.
   */
  int requestedOrientation() {
    return requestedOrientation;
  }

  void requestOrientation(int orientation) {
    requestedOrientation = orientation;
  }

  /** Marks the activity as finishing when the app called finish() on a replaced instance. */
  void finish() {
    if (!activity().isFinishing()) {
      ReflectionHelpers.setField(activity(), "mFinished", true);
    }
  }

  void create() {
    create(null);
  }

  /**
   * Runs onCreate to onResume. An activity that finishes itself in onCreate is destroyed directly,
   * as by ActivityThread.
   */
  private void create(Bundle saved) {
    controller.create(saved);
    if (activity().isFinishing()) {
      return;
    }
    controller.start();
    if (saved != null) {
      controller.restoreInstanceState(saved);
    }
    controller.postCreate(saved);
    deliver();
    controller.resume();
    state = State.RESUMED;
    if (!activity().isFinishing()) {
      controller.visible().topActivityResumed(true);
    }
  }

  /** The intent reaches the activity before it is resumed. */
  void newIntent(Intent intent) {
    pause(false);
    whenStarted(() -> controller.newIntent(intent));
  }

  void whenStarted(Runnable delivery) {
    deliveries.add(delivery);
  }

  Intent intent() {
    return intent;
  }

  boolean hasNoHistory() {
    return (intent.getFlags() & Intent.FLAG_ACTIVITY_NO_HISTORY) != 0
        || (info.flags & ActivityInfo.FLAG_NO_HISTORY) != 0;
  }

  /**
   * Applies the configuration to a visible activity. A stopped activity receives it when it is
   * resumed.
   */
  void follow(Configuration current) {
    if (state == State.RESUMED || state == State.PAUSED) {
      adapt(current);
    }
  }

  private void adapt(Configuration current) {
    switch (configuration.take(activity(), current)) {
      case DELIVER -> configuration.deliver(activity());
      case RELAUNCH -> relaunch();
      case NOTHING -> {}
    }
  }

  /**
   * Replaces the instance with a new one in the same state, as
   * ActivityThread.handleRelaunchActivity does.
   */
  void relaunch() {
    boolean wasResumed = state == State.RESUMED;
    Activity old = activity();
    ReflectionHelpers.setField(old, "mChangingConfigurations", true);
    pause(false);
    stop();
    Bundle saved = savedState;
    Object retained = ReflectionHelpers.callInstanceMethod(old, "retainNonConfigurationInstances");
    destroy();
    replaced.add(old);
    build();
    ReflectionHelpers.setField(activity(), "mLastNonConfigurationInstances", retained);
    state = State.INITIALIZING;
    create(saved);
    if (!wasResumed) {
      pause(false);
    }
  }

  /** Creates the activity of a process that has ended again, with its state. */
  void revive(Configuration current) {
    if (hasNoInstance()) {
      build(current);
      state = State.INITIALIZING;
      create(savedState);
    }
  }

  private void deliver() {
    List<Runnable> due = List.copyOf(deliveries);
    deliveries.clear();
    due.forEach(Runnable::run);
  }

  void resume(Configuration current) {
    revive(current);
    if (state == State.STOPPED) {
      windows.setVisible(true);
      adapt(current);
    }
    if (state == State.STOPPED) {
      controller.restart();
    }
    deliver();
    if (state != State.RESUMED) {
      controller.resume().topActivityResumed(true);
      state = State.RESUMED;
    }
  }

  /** The user leaves an activity by HOME or by starting another one, not by its end. */
  void pause(boolean userLeaves) {
    if (state == State.RESUMED) {
      if (userLeaves) {
        controller.userLeaving();
      }
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
      savedState = new Bundle();
      controller.saveInstanceState(savedState);
    }
    state = State.STOPPED;
    windows.setVisible(false);
  }

  /** Ends an activity that leaves the task without a result. */
  void discard() {
    if (!hasNoInstance()) {
      activity().finish();
      destroy();
    }
  }

  void destroy() {
    pause(false);
    stop();
    IBinder windowToken = windows.windowToken();
    controller.destroy();
    windows.closeLeaked(windowToken);
    state = State.DESTROYED;
  }
}
