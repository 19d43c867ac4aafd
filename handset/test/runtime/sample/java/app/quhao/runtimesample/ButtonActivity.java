package app.quhao.runtimesample;

import android.app.Activity;
import android.os.Bundle;
import android.widget.Button;
import android.widget.LinearLayout;

/** A column of buttons. */
abstract class ButtonActivity extends Activity {
  private LinearLayout column;

  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    column = new LinearLayout(this);
    column.setOrientation(LinearLayout.VERTICAL);
    setContentView(column);
  }

  final LinearLayout column() {
    return column;
  }

  final Button button(String text, Runnable onClick) {
    Button button = new Button(this);
    button.setText(text);
    button.setAllCaps(false);
    button.setOnClickListener(view -> onClick.run());
    column.addView(button);
    return button;
  }
}
