package app.quhao.handset.device.activity;

import android.app.Activity;
import android.content.ComponentName;
import android.content.pm.ActivityInfo;
import android.os.IBinder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The records of the app's only task, bottom first. Changes on the main thread only. */
final class BackStack {
  private final List<ActivityRecord> records = new CopyOnWriteArrayList<>();

  void push(ActivityRecord record) {
    records.add(record);
  }

  void remove(ActivityRecord record) {
    records.remove(record);
  }

  List<ActivityRecord> bottomFirst() {
    return List.copyOf(records);
  }

  List<ActivityRecord> topFirst() {
    List<ActivityRecord> reversed = new ArrayList<>();
    for (int i = records.size() - 1; i >= 0; i--) {
      reversed.add(records.get(i));
    }
    return reversed;
  }

  /** Null if there is none. */
  ActivityRecord top() {
    return records.isEmpty() ? null : records.get(records.size() - 1);
  }

  /** The lowest that has not finished, or null. */
  ActivityRecord root() {
    return records.stream()
        .filter(record -> !record.isFinishing())
        .findFirst()
        .orElse(null);
  }

  /** The topmost that has not finished, or null. */
  ActivityRecord topRunning() {
    for (ActivityRecord record : topFirst()) {
      if (!record.isFinishing()) {
        return record;
      }
    }
    return null;
  }

  /** The activity of the task that waits for the record's result; null if none does. */
  ActivityRecord callerOf(ActivityRecord record) {
    ResultWait wait = record.resultWait();
    return wait != null && records.contains(wait.activity()) ? wait.activity() : null;
  }

  /** What is left of the task when the process ends, bottom first. */
  List<SavedActivity> saved() {
    return records.stream().map(record -> record.saved(records.indexOf(callerOf(record)))).toList();
  }

  /** Returns null if the activity is not in the stack. */
  ActivityRecord recordOf(Activity activity) {
    for (ActivityRecord record : records) {
      if (record.isOf(activity)) {
        return record;
      }
    }
    return null;
  }

  /** Returns the topmost record of the component, or null. */
  ActivityRecord find(ComponentName component) {
    for (ActivityRecord record : topFirst()) {
      if (record.component().equals(component)) {
        return record;
      }
    }
    return null;
  }

  /** Returns the position from the bottom, or -1 for an activity that is not in the stack. */
  int placeOf(IBinder token) {
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i).token() == token) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Returns the records that are visible while the task is in front: from the top down to the first
   * opaque one.
   */
  List<ActivityRecord> visible() {
    List<ActivityRecord> visible = new ArrayList<>();
    for (ActivityRecord record : topFirst()) {
      visible.add(record);
      if (!record.isTranslucent()) {
        break;
      }
    }
    return visible;
  }

  /**
   * Returns the orientation that the visible activities request (ActivityRecord.getOrientation of
   * AOSP). The topmost one that is opaque or requests an orientation decides.
   */
  int wantedOrientation() {
    for (ActivityRecord record : visible()) {
      int wanted = record.requestedOrientation();
      boolean decides =
          !record.isTranslucent() || wanted != ActivityInfo.SCREEN_ORIENTATION_UNSPECIFIED;
      if (decides && wanted != ActivityInfo.SCREEN_ORIENTATION_BEHIND) {
        return wanted;
      }
    }
    return ActivityInfo.SCREEN_ORIENTATION_UNSPECIFIED;
  }

  /** Returns null if the top activity is not resumed. */
  ComponentName resumed() {
    ActivityRecord top = top();
    return top != null && top.state() == ActivityRecord.State.RESUMED ? top.component() : null;
  }

  /** Returns the stack, top first, and the resumed activity for the `activities` answer. */
  Map<String, Object> describe() {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (ActivityRecord record : topFirst()) {
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
