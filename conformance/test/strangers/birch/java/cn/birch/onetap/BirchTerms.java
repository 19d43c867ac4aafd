package cn.birch.onetap;
import android.app.Activity;
import android.os.Bundle;
import android.view.View;
import android.view.ViewGroup;
import android.webkit.WebView;
import android.widget.FrameLayout;
import android.widget.LinearLayout;
import android.widget.TextView;
/** A term's page. */
public final class BirchTerms extends Activity {
  static BirchTerms open;
  @Override protected void onDestroy() { super.onDestroy(); if (open == this) open = null; }
  @Override protected void onCreate(Bundle state) {
    super.onCreate(state);
    Birch b = Birch.get();
    if (b == null) { finish(); return; }
    open = this;
    BirchLook l = b.look;
    float d = getResources().getDisplayMetrics().density;
    LinearLayout all = new LinearLayout(this);
    all.setOrientation(LinearLayout.VERTICAL);
    all.setBackgroundColor(0xffffffff);
    all.setFitsSystemWindows(true);
    if (l.termsBar != 0) {
      View own = getLayoutInflater().inflate(l.termsBar, all, false);
      all.addView(own);
      int id = getResources().getIdentifier(l.termsBarBack, "id", getPackageName());
      View back = id == 0 ? null : own.findViewById(id);
      if (back != null) back.setOnClickListener(v -> finish());
    } else {
      FrameLayout bar = new FrameLayout(this);
      bar.setBackgroundColor(l.navColor);
      TextView back = new TextView(this);
      back.setText("‹");
      back.setTextSize(26);
      back.setTextColor(l.navTextColor);
      back.setGravity(android.view.Gravity.CENTER);
      back.setContentDescription("返回");
      back.setOnClickListener(v -> finish());
      bar.addView(back, new FrameLayout.LayoutParams((int) (48 * d), (int) (48 * d)));
      TextView title = new TextView(this);
      title.setText(getIntent().getStringExtra("title"));
      title.setTextSize(l.navSize);
      title.setTextColor(l.navTextColor);
      title.setSingleLine();
      title.setEllipsize(android.text.TextUtils.TruncateAt.END);
      FrameLayout.LayoutParams p = new FrameLayout.LayoutParams(-2, -2, android.view.Gravity.CENTER);
      p.leftMargin = p.rightMargin = (int) (52 * d);
      bar.addView(title, p);
      all.addView(bar, new LinearLayout.LayoutParams(-1, (int) (48 * d)));
    }
    WebView web = new WebView(this);
    web.getSettings().setJavaScriptEnabled(true);
    web.getSettings().setDomStorageEnabled(l.dom);
    web.getSettings().setAllowFileAccess(false);
    web.setWebViewClient(new android.webkit.WebViewClient());
    all.addView(web, new LinearLayout.LayoutParams(-1, 0, 1));
    setContentView(all);
    if (getIntent().getStringExtra("url") != null) web.loadUrl(getIntent().getStringExtra("url"));
  }
}
