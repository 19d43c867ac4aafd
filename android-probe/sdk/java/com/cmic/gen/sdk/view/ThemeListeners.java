package com.cmic.gen.sdk.view;

import android.content.Context;
import org.json.JSONObject;

/** The listeners that the theme carries. */
final class ThemeListeners implements PageListeners {
  private final ThemeSettings theme;

  ThemeListeners(ThemeSettings theme) {
    this.theme = theme;
  }

  @Override
  public void onPressStart(Context context) {
    if (theme.clickListener != null) {
      theme.clickListener.onLoginClickStart(context, new JSONObject());
    }
  }

  @Override
  public void onPressComplete(Context context) {
    if (theme.clickListener != null) {
      theme.clickListener.onLoginClickComplete(context, new JSONObject());
    }
  }

  @Override
  public void onUncheckedPress(Context context) {
    if (theme.checkBoxListener != null) {
      theme.checkBoxListener.onLoginClick(context, new JSONObject());
    }
  }

  @Override
  public void askConsent(Context context, AuthLoginCallBack answer) {
    if (theme.authLoginListener != null) {
      theme.authLoginListener.onAuthLoginListener(context, answer);
    }
  }

  @Override
  public void onConsentChanged(boolean isChecked) {
    if (theme.checkedChangeListener != null) {
      theme.checkedChangeListener.onCheckedChanged(isChecked);
    }
  }

  @Override
  public void onBack() {
    if (theme.backPressedListener != null) {
      theme.backPressedListener.onBackPressed();
    }
  }
}
