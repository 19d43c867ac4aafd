package app.quhao.modern;

import android.app.Activity;
import android.os.Bundle;
import android.util.Log;

/** Logs what a JVM prints of the same code. */
public final class MainActivity extends Activity {
  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    Transcript.lines().forEach(line -> Log.i("modern", line));
    Log.i("modern", "end");
  }
}
