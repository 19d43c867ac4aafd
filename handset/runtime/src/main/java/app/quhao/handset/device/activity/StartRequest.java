package app.quhao.handset.device.activity;

import android.app.Activity;
import android.content.Intent;

/**
 * One startActivity.
 *
 * @param caller the starting activity, or null
 * @param resultWho the fragment of the caller that receives the result, or null
 * @param requestCode negative if no result is requested
 */
record StartRequest(Intent intent, Activity caller, String resultWho, int requestCode) {}
