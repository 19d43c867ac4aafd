package com.lotus.onekey;

import android.app.Activity;
import android.graphics.Color;
import android.os.Bundle;
import android.view.Gravity;
import android.view.LayoutInflater;
import android.view.View;
import android.webkit.WebView;
import android.webkit.WebViewClient;
import android.widget.FrameLayout;
import android.widget.LinearLayout;
import android.widget.TextView;
import com.cmic.gen.sdk.view.GenAuthThemeConfig;

/** A term's page. */
public final class ClauseActivity extends Activity {
  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    Session session = Session.of(Engine.of(this), getIntent().getStringExtra("session"));
    GenAuthThemeConfig t =
        session == null ? new GenAuthThemeConfig.Builder().build() : session.theme;
    float d = getResources().getDisplayMetrics().density;
    LinearLayout all = new LinearLayout(this);
    all.setOrientation(LinearLayout.VERTICAL);
    all.setFitsSystemWindows(true);
    all.setBackgroundColor(Color.WHITE);
    View bar = t.clauseLayout == 0 ? null : own(t);
    if (bar == null) {
      FrameLayout f = new FrameLayout(this);
      f.setBackgroundColor(t.navColor);
      TextView title = new TextView(this);
      title.setText(getIntent().getStringExtra("title"));
      title.setTextColor(t.navTextColor);
      title.setTextSize(t.navTextSize);
      title.setSingleLine(true);
      title.setGravity(Gravity.CENTER);
      FrameLayout.LayoutParams p = new FrameLayout.LayoutParams(-1, -1);
      p.leftMargin = p.rightMargin = Math.round(56 * d);
      f.addView(title, p);
      TextView back = new TextView(this);
      back.setText("‹");
      back.setTextSize(26);
      back.setTextColor(t.navTextColor);
      back.setGravity(Gravity.CENTER);
      back.setContentDescription(Texts.back(t.language));
      back.setOnClickListener(v -> finish());
      f.addView(back, new FrameLayout.LayoutParams(Math.round(48 * d), -1));
      all.addView(f, new LinearLayout.LayoutParams(-1, Math.round(52 * d)));
    } else {
      all.addView(bar, new LinearLayout.LayoutParams(-1, -2));
    }
    WebView web = new WebView(this);
    web.getSettings().setDomStorageEnabled(t.dom);
    web.setWebViewClient(new WebViewClient());
    web.loadUrl(getIntent().getStringExtra("url"));
    all.addView(web, new LinearLayout.LayoutParams(-1, 0, 1));
    setContentView(all);
  }

  private View own(GenAuthThemeConfig t) {
    View bar = LayoutInflater.from(this).inflate(t.clauseLayout, null);
    int id =
        Engine.given(t.clauseBack)
            ? getResources().getIdentifier(t.clauseBack, "id", getPackageName())
            : 0;
    View back = id == 0 ? null : bar.findViewById(id);
    if (back == null) {
      return null;
    }
    back.setOnClickListener(v -> finish());
    return bar;
  }
}
