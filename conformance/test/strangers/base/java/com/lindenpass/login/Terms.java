package com.lindenpass.login;

import android.app.Activity;
import android.app.Dialog;
import android.webkit.WebView;
import android.widget.Button;
import android.widget.LinearLayout;
import android.widget.TextView;

/** The operator's terms: their names, and the view that shows them. */
final class Terms {
  private Terms() {}

  static String title(Scrip scrip) {
    switch (scrip.operator) {
      case "2":
        return "《中国联通认证服务条款》";
      case "3":
        return "《中国电信天翼账号认证服务条款》";
      default:
        return "《中国移动认证服务条款》";
    }
  }

  static String sentence(Scrip scrip) {
    return "我已阅读并同意" + title(scrip) + "，授权使用本机号码登录";
  }

  static String slogan(Scrip scrip) {
    switch (scrip.operator) {
      case "2":
        return "中国联通提供认证服务";
      case "3":
        return "中国电信提供认证服务";
      default:
        return "中国移动提供认证服务";
    }
  }

  static void show(Activity page, Scrip scrip) {
    Dialog dialog = new Dialog(page, android.R.style.Theme_Material_Light_NoActionBar);
    LinearLayout column = new LinearLayout(page);
    column.setOrientation(LinearLayout.VERTICAL);
    Button back = new Button(page);
    back.setText("返回");
    back.setOnClickListener(view -> dialog.dismiss());
    LinearLayout bar = new LinearLayout(page);
    bar.addView(back);
    TextView title = new TextView(page);
    title.setText(title(scrip));
    title.setTextSize(16);
    bar.addView(title);
    column.addView(bar);
    WebView web = new WebView(page);
    String html = "<html><body><h1>" + title(scrip) + "</h1><p>服务说明</p></body></html>";
    web.loadDataWithBaseURL(null, html, "text/html", "utf-8", null);
    column.addView(
        web, new LinearLayout.LayoutParams(LinearLayout.LayoutParams.MATCH_PARENT, 0, 1));
    dialog.setContentView(column);
    dialog.show();
  }
}
