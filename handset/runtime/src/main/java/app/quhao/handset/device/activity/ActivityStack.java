package app.quhao.handset.device.activity;

import android.app.Activity;
import android.content.ActivityNotFoundException;
import android.content.ComponentName;
import android.content.Intent;
import android.content.pm.ActivityInfo;
import android.content.pm.PackageManager;
import android.content.pm.ResolveInfo;
import android.os.IBinder;
import android.view.Choreographer;
import app.quhao.handset.device.MainThread;
import app.quhao.handset.host.Events;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.robolectric.Robolectric;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowActivity;

/** The activity manager for the one task of the one app. All state belongs to the main thread. */
public final class ActivityStack {
  private final MainThread main;
  private final Events events;
  private final List<ActivityRecord> stack = new ArrayList<>();
  private volatile boolean inFront = true;
  private volatile ComponentName announced;

  public ActivityStack(MainThread main, Events events) {
    this.main = main;
    this.events = events;
  }

  /**
   * Checks at once, as the system does before startActivity returns, and launches from the main
   * looper.
   *
   * @return the activity then on top, once a frame has been drawn
   * @throws ActivityNotFoundException where the package has no such activity
   */
  public Future<Activity> start(Activity caller, String resultWho, Intent intent, int requestCode) {
    Intent copy = new Intent(intent);
    ActivityInfo info = resolve(copy);
    if (info == null) {
      throw new ActivityNotFoundException(
          "Unable to find explicit activity class or no activity found to handle " + intent);
    }
    copy.setComponent(new ComponentName(info.packageName, info.name));
    CompletableFuture<Activity> started = new CompletableFuture<>();
    main.handler()
        .post(
            () -> {
              launch(new StartRequest(copy, recordOf(caller), resultWho, requestCode), info);
              Choreographer.getInstance()
                  .postFrameCallback(
                      frame -> main.handler().post(() -> started.complete(topActivity())));
            });
    return started;
  }

  private Activity topActivity() {
    ActivityRecord top = top();
    return top == null ? null : top.activity();
  }

  /** Null where nothing in the package takes the intent: the handset has no other app to offer. */
  public ActivityInfo resolve(Intent intent) {
    PackageManager packages = RuntimeEnvironment.getApplication().getPackageManager();
    ComponentName component = intent.getComponent();
    if (component != null) {
      try {
        return packages.getActivityInfo(component, 0);
      } catch (PackageManager.NameNotFoundException e) {
        return null;
      }
    }
    ResolveInfo resolved = packages.resolveActivity(intent, PackageManager.MATCH_DEFAULT_ONLY);
    boolean isOwn =
        resolved != null
            && resolved.activityInfo.packageName.equals(
                RuntimeEnvironment.getApplication().getPackageName());
    return isOwn ? resolved.activityInfo : null;
  }

  private void launch(StartRequest request, ActivityInfo info) {
    boolean wasInFront = inFront;
    inFront = true;
    if (bringsToFront(request.intent()) && !stack.isEmpty() && !wasInFront) {
      settle();
      return;
    }
    clearTop(request.intent(), info);
    ActivityRecord top = top();
    if (isAtTop(top, request.intent(), info)) {
      top.pause();
      top.newIntent(request.intent());
      settle();
      return;
    }
    if (top != null) {
      top.pause();
    }
    ActivityRecord record = create(request, info);
    stack.add(record);
    record.create();
    settle();
  }

  private static boolean bringsToFront(Intent intent) {
    return Intent.ACTION_MAIN.equals(intent.getAction())
        && intent.hasCategory(Intent.CATEGORY_LAUNCHER);
  }

  private void clearTop(Intent intent, ActivityInfo info) {
    int at = lastIndexOf(new ComponentName(info.packageName, info.name));
    boolean clears =
        (intent.getFlags() & Intent.FLAG_ACTIVITY_CLEAR_TOP) != 0
            || info.launchMode == ActivityInfo.LAUNCH_SINGLE_TASK;
    if (at < 0 || !clears) {
      return;
    }
    boolean staysForNewIntent =
        stack.get(at).isSingleTop() || (intent.getFlags() & Intent.FLAG_ACTIVITY_SINGLE_TOP) != 0;
    int keep = staysForNewIntent ? at + 1 : at;
    while (stack.size() > keep) {
      ActivityRecord record = stack.remove(stack.size() - 1);
      setFinishing(record.activity());
      record.destroy();
    }
  }

  private static boolean isAtTop(ActivityRecord top, Intent intent, ActivityInfo info) {
    return top != null
        && !top.activity().isFinishing()
        && top.component().equals(new ComponentName(info.packageName, info.name))
        && (top.isSingleTop() || (intent.getFlags() & Intent.FLAG_ACTIVITY_SINGLE_TOP) != 0);
  }

  private static ActivityRecord create(StartRequest request, ActivityInfo info) {
    String name = info.targetActivity != null ? info.targetActivity : info.name;
    Class<? extends Activity> type;
    try {
      type = Class.forName(name).asSubclass(Activity.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("The APK's classes lack the activity " + name, e);
    }
    return new ActivityRecord(Robolectric.buildActivity(type, request.intent()), info, request);
  }

  /** An activity called finish(): it goes from the main looper, whatever thread asked. */
  public void finished(Activity activity) {
    main.handler()
        .post(
            () -> {
              ActivityRecord record = recordOf(activity);
              if (record != null) {
                remove(record);
                settle();
              }
            });
  }

  private void remove(ActivityRecord record) {
    stack.remove(record);
    record.pause();
    deliverResult(record);
    ActivityRecord below = top();
    if (below != null && inFront) {
      below.resume();
    }
    record.destroy();
  }

  /** Before onResume of who gets it, as on a phone. */
  private void deliverResult(ActivityRecord finished) {
    ActivityRecord to = finished.resultTo();
    if (to == null || !stack.contains(to)) {
      return;
    }
    ShadowActivity result = Shadow.extract(finished.activity());
    ShadowActivity receiver = Shadow.extract(to.activity());
    receiver.internalCallDispatchActivityResult(
        finished.resultWho(),
        finished.requestCode(),
        result.getResultCode(),
        result.getResultIntent());
  }

  /** Brings all records to the state that their place calls for. */
  private void settle() {
    for (ActivityRecord record : List.copyOf(stack)) {
      if (record.activity().isFinishing()) {
        remove(record);
      }
    }
    ActivityRecord top = top();
    if (top != null && inFront) {
      top.resume();
    }
    boolean covered = !inFront;
    for (int i = stack.size() - 1; i >= 0; i--) {
      ActivityRecord record = stack.get(i);
      if (record != top || !inFront) {
        record.pause();
      }
      if (covered) {
        record.stop();
      }
      covered = covered || !record.isTranslucent();
    }
    announce();
  }

  private void announce() {
    ComponentName resumed = resumed();
    if (resumed != null && !resumed.equals(announced)) {
      events.send("resumed", Map.of("component", resumed.flattenToShortString()));
    }
    announced = resumed;
  }

  /** The HOME key: the task goes to the back, nothing is finished. */
  public void moveToBack() {
    main.handler()
        .post(
            () -> {
              inFront = false;
              settle();
            });
  }

  public void finishAll() {
    for (int i = stack.size() - 1; i >= 0; i--) {
      stack.get(i).activity().finish();
    }
  }

  /** From any thread. */
  public boolean isInFront() {
    return inFront && announced != null;
  }

  private ComponentName resumed() {
    ActivityRecord top = top();
    return top != null && top.state() == ActivityRecord.State.RESUMED ? top.component() : null;
  }

  private ActivityRecord top() {
    return stack.isEmpty() ? null : stack.get(stack.size() - 1);
  }

  private ActivityRecord recordOf(Activity activity) {
    for (ActivityRecord record : stack) {
      if (record.activity() == activity) {
        return record;
      }
    }
    return null;
  }

  /** The place of the activity with this token, 0 is the lowest; -1 for an activity that has gone. Main thread. */
  public int placeOf(IBinder token) {
    for (int i = 0; i < stack.size(); i++) {
      if (stack.get(i).token() == token) {
        return i;
      }
    }
    return -1;
  }

  private int lastIndexOf(ComponentName component) {
    for (int i = stack.size() - 1; i >= 0; i--) {
      if (stack.get(i).component().equals(component)) {
        return i;
      }
    }
    return -1;
  }

  private static void setFinishing(Activity activity) {
    activity.finish();
  }

  /** The `activities` answer's part that the stack knows: bottom first. Main thread. */
  public Map<String, Object> describe() {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (ActivityRecord record : stack) {
      entries.add(
          Map.of(
              "component", record.component().flattenToShortString(),
              "state", record.state().name()));
    }
    ComponentName resumed = resumed();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("stack", entries);
    answer.put("resumed", resumed == null ? null : resumed.flattenToShortString());
    return answer;
  }
}
