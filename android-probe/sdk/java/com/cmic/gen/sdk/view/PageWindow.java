package com.cmic.gen.sdk.view;

import android.app.Activity;
import android.graphics.Color;
import android.graphics.drawable.ColorDrawable;
import android.view.Gravity;
import android.view.View;
import android.view.Window;
import android.view.WindowManager;

/** Status bar, and the window's size and place in pop-up mode (PAG-09, PAG-13, PAG-20). */
final class PageWindow {
  private static final float DIM = 0.5f;

  private PageWindow() {}

  @SuppressWarnings("deprecation") // setSystemUiVisibility: its successor came with API 30.
  static void apply(Activity activity, ThemeSettings theme) {
    Window window = activity.getWindow();
    window.addFlags(WindowManager.LayoutParams.FLAG_DRAWS_SYSTEM_BAR_BACKGROUNDS);
    window.setStatusBarColor(theme.statusBarColour);
    if (theme.hasDarkStatusText) {
      window.getDecorView().setSystemUiVisibility(View.SYSTEM_UI_FLAG_LIGHT_STATUS_BAR);
    }
    if (theme.isWindow()) {
      placeWindow(activity, window, theme);
    }
  }

  private static void placeWindow(Activity activity, Window window, ThemeSettings theme) {
    Dimensions dimensions = new Dimensions(activity.getResources(), theme);
    window.setBackgroundDrawable(new ColorDrawable(Color.TRANSPARENT));
    window.addFlags(WindowManager.LayoutParams.FLAG_DIM_BEHIND);
    WindowManager.LayoutParams place = window.getAttributes();
    place.width = dimensions.pixels(theme.windowWidth);
    place.height = dimensions.pixels(theme.windowHeight);
    place.gravity = theme.isWindowAtBottom ? Gravity.BOTTOM : Gravity.CENTER;
    place.x = dimensions.pixels(theme.windowOffsetX);
    place.y = theme.isWindowAtBottom ? 0 : dimensions.pixels(theme.windowOffsetY);
    place.dimAmount = DIM;
    window.setAttributes(place);
  }
}
