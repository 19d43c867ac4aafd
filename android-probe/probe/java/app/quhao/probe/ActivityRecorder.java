package app.quhao.probe;

import android.app.Activity;
import android.app.Application;
import android.os.Bundle;
import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;

/**
 * Each activity that is created in the app's process becomes an event, however soon it ends; what
 * it hands to the system is noted, and that it has ended.
 */
final class ActivityRecorder implements Application.ActivityLifecycleCallbacks {
  private final EventLog events;
  private final HandedOut handedOut;
  private final EndedActivities ended;

  private ActivityRecorder(LiveProbe live) {
    events = live.events;
    handedOut = live.handedOut;
    ended = live.endedActivities;
  }

  static void install(Application application, LiveProbe live) {
    application.registerActivityLifecycleCallbacks(new ActivityRecorder(live));
  }

  @Override
  public void onActivityCreated(Activity activity, Bundle savedState) {
    String name = activity.getClass().getName();
    events.append("activity", null, Json.object("name", name));
    handedOut.add("the intent of " + name, activity.getIntent().getExtras());
  }

  @Override
  public void onActivityStarted(Activity activity) {}

  @Override
  public void onActivityResumed(Activity activity) {
    AppScreen.onResumed(activity);
  }

  @Override
  public void onActivityPaused(Activity activity) {}

  @Override
  public void onActivityStopped(Activity activity) {}

  @Override
  public void onActivitySaveInstanceState(Activity activity, Bundle state) {
    handedOut.add("the saved state of " + activity.getClass().getName(), state);
  }

  @Override
  public void onActivityDestroyed(Activity activity) {
    ended.add(activity);
  }
}
