package com.lindenpass.login;

import android.app.Activity;
import android.graphics.Color;
import android.graphics.Paint;
import android.view.Gravity;
import android.view.View;
import android.view.ViewGroup;
import android.widget.Button;
import android.widget.CheckBox;
import android.widget.LinearLayout;
import android.widget.TextView;

/** The login page's look. */
final class PageView {
  private PageView() {}

  static View build(Activity page, Login login) {
    LinearLayout column = new LinearLayout(page);
    column.setOrientation(LinearLayout.VERTICAL);
    column.setGravity(Gravity.CENTER_HORIZONTAL);
    column.setBackgroundColor(Color.WHITE);
    column.setFitsSystemWindows(true);

    TextView close = text(page, "✕", 22, Color.DKGRAY);
    close.setContentDescription("关闭");
    close.setOnClickListener(view -> page.finish());
    LinearLayout.LayoutParams corner = size(page, 48, 48);
    corner.gravity = Gravity.START;
    column.addView(close, corner);

    TextView number = text(page, login.scrip.number, 30, Color.BLACK);
    column.addView(number, below(page, 96));
    column.addView(text(page, Terms.slogan(login.scrip), 13, Color.GRAY), below(page, 8));

    CheckBox agree = new CheckBox(page);
    agree.setContentDescription("同意服务条款");
    Button button = new Button(page);
    button.setText("本机号码一键登录");
    button.setTextSize(17);
    button.setTextColor(Color.WHITE);
    button.setBackgroundColor(Color.rgb(0, 110, 80));
    button.setOnClickListener(
        view -> {
          if (agree.isChecked()) {
            login.agree();
          }
        });
    LinearLayout.LayoutParams wide = below(page, 40);
    wide.width = dp(page, 300);
    wide.height = dp(page, 52);
    column.addView(button, wide);

    LinearLayout row = new LinearLayout(page);
    row.setGravity(Gravity.CENTER_VERTICAL);
    row.addView(agree, size(page, 48, 48));
    TextView terms = text(page, Terms.sentence(login.scrip), 13, Color.DKGRAY);
    terms.setPaintFlags(terms.getPaintFlags() | Paint.UNDERLINE_TEXT_FLAG);
    terms.setOnClickListener(view -> Terms.show(page, login.scrip));
    row.addView(terms, new LinearLayout.LayoutParams(dp(page, 250), dp(page, 48)));
    column.addView(row, below(page, 24));
    return column;
  }

  private static TextView text(Activity page, String content, int size, int color) {
    TextView view = new TextView(page);
    view.setText(content);
    view.setTextSize(size);
    view.setTextColor(color);
    view.setGravity(Gravity.CENTER);
    return view;
  }

  private static LinearLayout.LayoutParams size(Activity page, int width, int height) {
    return new LinearLayout.LayoutParams(dp(page, width), dp(page, height));
  }

  private static LinearLayout.LayoutParams below(Activity page, int distance) {
    LinearLayout.LayoutParams place =
        new LinearLayout.LayoutParams(
            ViewGroup.LayoutParams.WRAP_CONTENT, ViewGroup.LayoutParams.WRAP_CONTENT);
    place.topMargin = dp(page, distance);
    return place;
  }

  private static int dp(Activity page, int value) {
    return Math.round(value * page.getResources().getDisplayMetrics().density);
  }
}
