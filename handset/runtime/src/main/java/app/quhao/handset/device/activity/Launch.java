package app.quhao.handset.device.activity;

import android.app.Activity;

/**
 * What became of one startActivity.
 *
 * @param top the activity on top after the next frame, or null
 */
public record Launch(Result result, Activity top) {
  /** Results of ActivityManager: START_SUCCESS, START_DELIVERED_TO_TOP, START_TASK_TO_FRONT. */
  public enum Result {
    STARTED,
    DELIVERED_TO_TOP,
    TASK_TO_FRONT
  }
}
