package app.quhao.handset.device.activity;

import android.app.Activity;
import android.content.ComponentName;
import android.content.Intent;
import android.content.pm.ActivityInfo;
import android.os.IBinder;
import android.view.Choreographer;
import app.quhao.handset.device.MainThread;
import app.quhao.handset.device.app.PackageProcesses;
import app.quhao.handset.device.display.DeviceDisplay;
import app.quhao.handset.host.Events;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowActivity;

/** The activity manager of the app's only task. State is confined to the main thread. */
public final class ActivityStack {
  private final MainThread main;
  private final Events events;
  private final DeviceDisplay display;
  private final PackageProcesses processes;
  private final BackStack stack = new BackStack();
  private volatile boolean inFront = true;
  private boolean userLeaves;
  private volatile ComponentName announced;

  public ActivityStack(
      MainThread main, Events events, DeviceDisplay display, PackageProcesses processes) {
    this.main = main;
    this.events = events;
    this.display = display;
    this.processes = processes;
  }

  /**
   * Resolves the intent synchronously, as the system does before startActivity returns, and
   * launches the activity from the main looper.
   *
   * @throws android.content.ActivityNotFoundException if the package has no such activity
   */
  public Future<Launch> start(StartRequest request) {
    Intent copy = new Intent(request.intent());
    ActivityInfo info = ActivityResolver.require(copy);
    processes.requireOwn(info, "Context.startActivity");
    copy.setComponent(new ComponentName(info.packageName, info.name));
    CompletableFuture<Launch> started = new CompletableFuture<>();
    main.handler()
        .post(
            () -> {
              Launch.Result result = launch(request.with(copy), info);
              Choreographer.getInstance()
                  .postFrameCallback(
                      frame ->
                          main.handler()
                              .post(() -> started.complete(new Launch(result, topActivity()))));
            });
    return started;
  }

  /** Whether the token is that of an activity that is not destroyed. From any thread. */
  public boolean hasToken(IBinder token) {
    return token != null
        && stack.bottomFirst().stream().anyMatch(record -> record.token() == token);
  }

  private Activity topActivity() {
    ActivityRecord top = stack.top();
    return top == null ? null : top.activity();
  }

  /** Returns null if no activity of the package matches the intent. */
  public ActivityInfo resolve(Intent intent) {
    return ActivityResolver.resolve(intent);
  }

  /** ActivityStarter.startActivityInner of AOSP for a device whose apps have one task each. */
  private Launch.Result launch(StartRequest request, ActivityInfo info) {
    Launch.Result reused =
        inFront ? Launch.Result.DELIVERED_TO_TOP : Launch.Result.TASK_TO_FRONT;
    inFront = true;
    if (isNewTask(request) && request.has(Intent.FLAG_ACTIVITY_CLEAR_TASK)) {
      clear();
    }
    clearTop(request.intent(), info);
    ActivityRecord top = stack.topRunning();
    ActivityRecord moved = reordered(request, info);
    if (moved != null || isAtTop(top, request.intent(), info)) {
      (moved == null ? top : moved).newIntent(request.intent());
      settle();
      return reused;
    }
    if (isNewTask(request) && isRootAgain(request)) {
      settle();
      return reused;
    }
    if (top != null) {
      top.pause(!request.has(Intent.FLAG_ACTIVITY_NO_USER_ACTION));
    }
    orientFor(info);
    ActivityRecord record = new ActivityRecord(info, request, display.configuration());
    record.resultTo(waitOf(request));
    stack.push(record);
    record.create();
    settle();
    return Launch.Result.STARTED;
  }

  private static boolean isNewTask(StartRequest request) {
    return request.has(Intent.FLAG_ACTIVITY_NEW_TASK)
        && !request.has(Intent.FLAG_ACTIVITY_MULTIPLE_TASK);
  }

  /** Whether the task was begun by the same intent, or is only brought to the front by a launcher. */
  private boolean isRootAgain(StartRequest request) {
    ActivityRecord root = stack.root();
    return root != null
        && (request.has(Intent.FLAG_ACTIVITY_RESET_TASK_IF_NEEDED)
            || request.intent().filterEquals(root.intent()));
  }

  /** Moves an activity to the top that FLAG_ACTIVITY_REORDER_TO_FRONT asks for; null without. */
  private ActivityRecord reordered(StartRequest request, ActivityInfo info) {
    if (!request.has(Intent.FLAG_ACTIVITY_REORDER_TO_FRONT)) {
      return null;
    }
    ActivityRecord found = stack.find(new ComponentName(info.packageName, info.name));
    if (found != null) {
      stack.remove(found);
      stack.push(found);
    }
    return found;
  }

  /**
   * Whether the caller waits for the result; with FLAG_ACTIVITY_FORWARD_RESULT it goes to whoever
   * waits for the caller's.
   */
  private ResultWait waitOf(StartRequest request) {
    ActivityRecord caller = request.caller() == null ? null : stack.recordOf(request.caller());
    if (caller == null) {
      return null;
    }
    if (request.has(Intent.FLAG_ACTIVITY_FORWARD_RESULT)) {
      return caller.giveUpResult();
    }
    return request.requestCode() < 0
        ? null
        : new ResultWait(caller, request.resultWho(), request.requestCode());
  }

  private void clear() {
    for (ActivityRecord record : stack.topFirst()) {
      stack.remove(record);
      record.discard();
    }
  }

  /** Rotates the display before the activity is created, so that it starts in its orientation. */
  private void orientFor(ActivityInfo info) {
    if (info.screenOrientation != ActivityInfo.SCREEN_ORIENTATION_BEHIND
        && !(info.screenOrientation == ActivityInfo.SCREEN_ORIENTATION_UNSPECIFIED
            && ActivityResolver.isTranslucent(info))) {
      display.orient(info.screenOrientation);
    }
  }

  private void clearTop(Intent intent, ActivityInfo info) {
    ActivityRecord target = stack.find(new ComponentName(info.packageName, info.name));
    boolean clears =
        (intent.getFlags() & Intent.FLAG_ACTIVITY_CLEAR_TOP) != 0
            || info.launchMode == ActivityInfo.LAUNCH_SINGLE_TASK;
    if (target == null || !clears) {
      return;
    }
    boolean staysForNewIntent =
        target.isSingleTop() || (intent.getFlags() & Intent.FLAG_ACTIVITY_SINGLE_TOP) != 0;
    for (ActivityRecord record : stack.topFirst()) {
      if (record == target && staysForNewIntent) {
        return;
      }
      stack.remove(record);
      record.discard();
      if (record == target) {
        return;
      }
    }
  }

  private static boolean isAtTop(ActivityRecord top, Intent intent, ActivityInfo info) {
    return top != null
        && !top.isFinishing()
        && top.component().equals(new ComponentName(info.packageName, info.name))
        && (top.isSingleTop() || (intent.getFlags() & Intent.FLAG_ACTIVITY_SINGLE_TOP) != 0);
  }

  /**
   * Removes an activity that called finish(). Runs from the main looper, whatever the calling
   * thread.
   */
  public void finished(Activity activity) {
    main.handler()
        .post(
            () -> {
              ActivityRecord record = stack.recordOf(activity);
              if (record != null) {
                record.finish();
                remove(record);
                settle();
              }
            });
  }

  private void remove(ActivityRecord record) {
    stack.remove(record);
    record.pause(false);
    deliverResult(record);
    ActivityRecord below = stack.top();
    if (below != null && inFront) {
      display.orient(stack.wantedOrientation());
      below.resume(display.configuration());
    }
    record.destroy();
  }

  /** The result reaches the receiver before its onResume, as on a phone. */
  private void deliverResult(ActivityRecord finished) {
    ActivityRecord to = stack.callerOf(finished);
    if (to == null) {
      return;
    }
    ShadowActivity result = Shadow.extract(finished.activity());
    to.whenStarted(
        () -> {
          ShadowActivity receiver = Shadow.extract(to.activity());
          receiver.internalCallDispatchActivityResult(
              finished.resultWait().who(),
              finished.resultWait().requestCode(),
              result.getResultCode(),
              result.getResultIntent());
        });
  }

  /** Brings the display and all records to the state that the stack requires. */
  private void settle() {
    for (ActivityRecord record : stack.bottomFirst()) {
      if (record.isFinishing()) {
        remove(record);
      }
    }
    if (inFront) {
      display.orient(stack.wantedOrientation());
      stack.visible().forEach(record -> record.revive(display.configuration()));
      stack.visible().forEach(record -> record.follow(display.configuration()));
    }
    ActivityRecord top = stack.top();
    if (top != null && inFront) {
      top.resume(display.configuration());
    }
    boolean covered = !inFront;
    for (ActivityRecord record : stack.topFirst()) {
      if (record != top || !inFront) {
        record.pause(userLeaves);
      }
      if (covered) {
        record.stop();
        if (record.hasNoHistory() && !record.hasNoInstance() && !record.isFinishing()) {
          record.activity().finish();
        }
      }
      covered = covered || !record.isTranslucent();
    }
    announce();
    if (!inFront) {
      events.send(
          "task",
          Map.of("activities", stack.saved().stream().map(SavedActivity::toJson).toList()));
    }
  }

  /** Puts the task of a process that has ended back. It stays in the background. */
  public void restore(List<Map<String, Object>> activities) {
    inFront = false;
    List<SavedActivity> saved = activities.stream().map(SavedActivity::of).toList();
    for (SavedActivity each : saved) {
      Intent explicit = new Intent().setComponent(each.component());
      stack.push(ActivityRecord.of(each, ActivityResolver.require(explicit)));
    }
    // An activity may wait for one that lies below it.
    List<ActivityRecord> records = stack.bottomFirst();
    for (int i = 0; i < saved.size(); i++) {
      SavedActivity each = saved.get(i);
      if (each.resultTo() >= 0) {
        ActivityRecord caller = records.get(each.resultTo());
        records.get(i).resultTo(new ResultWait(caller, each.resultWho(), each.requestCode()));
      }
    }
  }

  private void announce() {
    ComponentName resumed = stack.resumed();
    if (resumed != null && !resumed.equals(announced)) {
      events.send("resumed", Map.of("component", resumed.flattenToShortString()));
    }
    announced = resumed;
  }

  /** Handles the HOME key: moves the task to the back and finishes nothing. */
  public void moveToBack() {
    main.handler()
        .post(
            () -> {
              inFront = false;
              userLeaves = true;
              settle();
              userLeaves = false;
            });
  }

  public void finishAll() {
    for (ActivityRecord record : stack.topFirst()) {
      if (record.hasNoInstance()) {
        stack.remove(record);
      } else {
        record.activity().finish();
      }
    }
  }

  /** Implements Activity.recreate(). */
  public void recreate(Activity activity) {
    main.handler()
        .post(
            () -> {
              ActivityRecord record = stack.recordOf(activity);
              if (record != null) {
                record.relaunch();
                settle();
              }
            });
  }

  /** Applies a change of the user's rotation. */
  public void displayChanged() {
    main.handler().post(this::settle);
  }

  /** Implements Activity.setRequestedOrientation. */
  public void requestOrientation(Activity activity, int orientation) {
    main.handler()
        .post(
            () -> {
              ActivityRecord record = stack.recordOf(activity);
              if (record != null) {
                record.requestOrientation(orientation);
                settle();
              }
            });
  }

  /** Returns the activity's position from the bottom, or -1 if it is not in the stack. */
  public int placeOf(IBinder token) {
    return stack.placeOf(token);
  }

  /** Returns the activity that waits for this one's result, or null. */
  public ComponentName callingActivity(Activity activity) {
    ActivityRecord record = stack.recordOf(activity);
    ActivityRecord caller = record == null ? null : stack.callerOf(record);
    return caller == null ? null : caller.component();
  }

  /** Safe from any thread. */
  public boolean isInFront() {
    return inFront && announced != null;
  }

  /** Returns the stack and the resumed activity for the `activities` answer. */
  public Map<String, Object> describe() {
    return stack.describe();
  }
}
