package app.quhao.runtimesample;

import android.os.Bundle;
import android.util.Log;
import android.widget.TextView;
import android.widget.Toast;

/** Shows toasts in the ways that apps do, and logs when one comes and goes. */
public final class ToastActivity extends ButtonActivity {
  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    button("Short", () -> toast("short one", Toast.LENGTH_SHORT).show());
    button("Two", this::two);
    button("Application", this::byApplication);
    button("View", this::view);
    button("Cancel", this::cancelled);
  }

  private Toast toast(String text, int duration) {
    Toast toast = Toast.makeText(this, text, duration);
    toast.addCallback(
        new Toast.Callback() {
          @Override
          public void onToastShown() {
            log("shown", text);
          }

          @Override
          public void onToastHidden() {
            log("hidden", text);
          }
        });
    return toast;
  }

  private static void log(String what, String text) {
    Log.i("sample", what + " " + text + " " + android.os.SystemClock.elapsedRealtime());
  }

  private void two() {
    toast("long one", Toast.LENGTH_LONG).show();
    toast("next one", Toast.LENGTH_SHORT).show();
  }

  /** Outlives its activity. */
  private void byApplication() {
    Toast.makeText(getApplicationContext(), "from the application", Toast.LENGTH_LONG).show();
    finish();
  }

  private void view() {
    TextView text = new TextView(this);
    text.setText("own view");
    text.setBackgroundColor(0xff00ff00);
    Toast toast = new Toast(this);
    toast.setView(text);
    toast.setDuration(Toast.LENGTH_SHORT);
    toast.show();
  }

  private void cancelled() {
    Toast first = toast("called off", Toast.LENGTH_LONG);
    first.show();
    toast("after it", Toast.LENGTH_SHORT).show();
    column().postDelayed(first::cancel, 500);
  }
}
