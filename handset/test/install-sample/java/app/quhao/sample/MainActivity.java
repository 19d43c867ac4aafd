package app.quhao.sample;

import android.app.Activity;
import android.os.Bundle;
import android.widget.TextView;

public final class MainActivity extends Activity {
  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    TextView view = new TextView(this);
    view.setOnClickListener(clicked -> view.setText("clicked"));
    setContentView(view);
  }
}
