package app.quhao.runtimesample;

import android.content.Intent;
import android.os.Bundle;

/** The first page, from which the others start. */
public final class MainActivity extends ButtonActivity {
  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    button("Dialogs", () -> startActivity(new Intent(this, DialogActivity.class)));
  }
}
