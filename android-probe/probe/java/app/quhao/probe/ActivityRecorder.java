package app.quhao.probe;

import android.app.Activity;
import android.app.Application;
import android.os.Bundle;
import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;

/** Each activity that is created in the app's process becomes an event, however soon it ends. */
final class ActivityRecorder implements Application.ActivityLifecycleCallbacks {
  private final EventLog events;

  private ActivityRecorder(EventLog events) {
    this.events = events;
  }

  static void install(Application application, EventLog events) {
    application.registerActivityLifecycleCallbacks(new ActivityRecorder(events));
  }

  @Override
  public void onActivityCreated(Activity activity, Bundle savedState) {
    events.append("activity", null, Json.object("name", activity.getClass().getName()));
  }

  @Override
  public void onActivityStarted(Activity activity) {}

  @Override
  public void onActivityResumed(Activity activity) {}

  @Override
  public void onActivityPaused(Activity activity) {}

  @Override
  public void onActivityStopped(Activity activity) {}

  @Override
  public void onActivitySaveInstanceState(Activity activity, Bundle state) {}

  @Override
  public void onActivityDestroyed(Activity activity) {}
}
