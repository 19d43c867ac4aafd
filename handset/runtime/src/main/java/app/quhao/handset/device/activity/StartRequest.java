package app.quhao.handset.device.activity;

import android.content.Intent;

/**
 * One startActivity.
 *
 * @param caller the activity that asked, or null
 * @param resultWho who inside the caller (a fragment) wants the result, or null
 * @param requestCode below 0 where nobody waits for a result
 */
record StartRequest(Intent intent, ActivityRecord caller, String resultWho, int requestCode) {}
