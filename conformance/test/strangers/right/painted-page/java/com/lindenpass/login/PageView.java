package com.lindenpass.login;

import android.app.Activity;
import android.graphics.Color;
import android.view.Gravity;
import android.view.View;
import android.view.ViewGroup;
import android.widget.FrameLayout;
import android.widget.LinearLayout;
import android.widget.TextView;

/** The login page as a sheet at the screen's foot; no widget of it is a stock button or check box. */
final class PageView {
  private PageView() {}

  static View build(Activity page, Login login) {
    FrameLayout screen = new FrameLayout(page);
    screen.setBackgroundColor(Color.rgb(30, 34, 42));
    LinearLayout sheet = new LinearLayout(page);
    sheet.setOrientation(LinearLayout.VERTICAL);
    sheet.setBackgroundColor(Color.rgb(250, 248, 240));
    int edge = dp(page, 20);
    sheet.setPadding(edge, edge, edge, edge);
    screen.addView(
        sheet,
        new FrameLayout.LayoutParams(
            ViewGroup.LayoutParams.MATCH_PARENT,
            ViewGroup.LayoutParams.WRAP_CONTENT,
            Gravity.BOTTOM));

    Tick tick = new Tick(page);
    LinearLayout agreement = new LinearLayout(page);
    agreement.setGravity(Gravity.CENTER_VERTICAL);
    agreement.addView(text(page, "同意", 14, Color.rgb(60, 60, 60)));
    TextView link = text(page, Terms.title(login.scrip), 14, Color.rgb(20, 80, 160));
    link.setClickable(true);
    link.setOnClickListener(view -> Terms.show(page, login.scrip));
    agreement.addView(link, new LinearLayout.LayoutParams(0, dp(page, 44), 1));
    agreement.addView(tick, new LinearLayout.LayoutParams(dp(page, 44), dp(page, 44)));
    sheet.addView(agreement);

    sheet.addView(text(page, login.scrip.number, 26, Color.BLACK), wide(page, 56));
    sheet.addView(text(page, Terms.slogan(login.scrip), 12, Color.GRAY), wide(page, 28));

    TextView enter = text(page, "一键登录", 18, Color.WHITE);
    enter.setBackgroundColor(Color.rgb(190, 90, 20));
    enter.setOnClickListener(
        view -> {
          if (tick.isTicked()) {
            login.agree();
          }
        });
    sheet.addView(enter, wide(page, 50));
    TextView leave = text(page, "暂不", 14, Color.GRAY);
    leave.setOnClickListener(view -> page.finish());
    sheet.addView(leave, wide(page, 44));
    return screen;
  }

  private static TextView text(Activity page, String content, int size, int color) {
    TextView view = new TextView(page);
    view.setText(content);
    view.setTextSize(size);
    view.setTextColor(color);
    view.setGravity(Gravity.CENTER);
    return view;
  }

  private static LinearLayout.LayoutParams wide(Activity page, int height) {
    return new LinearLayout.LayoutParams(
        ViewGroup.LayoutParams.MATCH_PARENT, dp(page, height));
  }

  private static int dp(Activity page, int value) {
    return Math.round(value * page.getResources().getDisplayMetrics().density);
  }
}
