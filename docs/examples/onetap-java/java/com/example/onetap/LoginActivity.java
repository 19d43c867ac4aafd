package com.example.onetap;

import android.app.Activity;
import android.os.Bundle;
import android.view.View;
import android.widget.CheckBox;
import android.widget.TextView;
import android.widget.Toast;

/** The login page. */
public final class LoginActivity extends Activity {
  private OneTap sdk;

  @Override
  protected void onCreate(Bundle savedState) {
    super.onCreate(savedState);
    sdk = OneTap.get(this);
    setContentView(R.layout.onetap_login);
    TextView number = findViewById(R.id.onetap_number);
    number.setText(sdk.numberForPage());
    findViewById(R.id.onetap_login).setOnClickListener(this::pressed);
    sdk.pageShown(this);
  }

  @Override
  protected void onDestroy() {
    super.onDestroy();
    sdk.pageClosed(this);
  }

  private void pressed(View button) {
    CheckBox agree = findViewById(R.id.onetap_agree);
    if (!agree.isChecked()) {
      Toast.makeText(this, R.string.onetap_hint, Toast.LENGTH_SHORT).show();
      return;
    }
    button.setEnabled(false);
    sdk.pagePressed();
  }
}
