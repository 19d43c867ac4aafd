package app.quhao.handset.device.activity;

import android.app.Activity;
import android.content.Intent;

/**
 * One startActivity.
 *
 * @param caller the starting activity, or null
 * @param resultWho the fragment of the caller that receives the result, or null
 * @param requestCode negative if no result is requested
 * @param referrer the package that starts it
 */
public record StartRequest(
    Intent intent, Activity caller, String resultWho, int requestCode, String referrer) {
  boolean has(int flag) {
    return (intent.getFlags() & flag) != 0;
  }

  StartRequest with(Intent other) {
    return new StartRequest(other, caller, resultWho, requestCode, referrer);
  }
}
