package app.quhao.sample;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.view.View;
import android.widget.Button;
import android.widget.LinearLayout;

/** Three buttons: one answers, one opens another page, one crashes. */
public final class MainActivity extends Activity {
  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    LinearLayout column = new LinearLayout(this);
    column.setOrientation(LinearLayout.VERTICAL);
    column.addView(button("Press", pressed -> ((Button) pressed).setText("Pressed")));
    column.addView(button("Open", pressed -> startActivity(new Intent(this, SecondActivity.class))));
    column.addView(button("Crash", pressed -> crash()));
    setContentView(column);
  }

  private Button button(String text, View.OnClickListener onClick) {
    Button button = new Button(this);
    button.setText(text);
    button.setAllCaps(false);
    button.setOnClickListener(onClick);
    return button;
  }

  private static void crash() {
    throw new IllegalStateException("on purpose");
  }
}
