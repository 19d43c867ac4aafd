package app.quhao.runtimesample;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.util.Log;

/**
 * Sends the request that its intent describes and logs the outcome in one line. Extras: url; method;
 * body; header (NAME:VALUE); streaming; network (cellular); trust (all); verifier (accept);
 * follow (false); readTimeout.
 */
public final class HttpActivity extends Activity {
  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    Intent intent = getIntent();
    new Thread(() -> Log.i("sample", outcome(intent)), "http").start();
  }

  private String outcome(Intent intent) {
    try {
      return new HttpExchange(this, intent).run();
    } catch (Exception error) {
      String message = String.valueOf(error.getMessage()).split("\n")[0];
      return error.getClass().getSimpleName() + ": " + message;
    } finally {
      finish();
    }
  }
}
