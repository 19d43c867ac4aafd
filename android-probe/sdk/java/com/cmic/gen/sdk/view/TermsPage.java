package com.cmic.gen.sdk.view;

import android.content.Context;
import android.graphics.Color;
import android.os.Build;
import android.view.Gravity;
import android.view.View;
import android.view.ViewGroup.LayoutParams;
import android.webkit.WebView;
import android.widget.FrameLayout;
import android.widget.LinearLayout;
import android.widget.TextView;
import com.cmic.gen.sdk.R;

/** A term's own page over the login page: a title bar with a way back, and the text (PAG-06). */
final class TermsPage {
  private final Context context;
  private final ThemeSettings theme;
  private final Runnable onBack;

  TermsPage(Context context, ThemeSettings theme, Runnable onBack) {
    this.context = context;
    this.theme = theme;
    this.onBack = onBack;
  }

  View make(String title, String url) throws MissingResource {
    Dimensions dimensions = new Dimensions(context.getResources(), theme);
    LinearLayout page = new LinearLayout(context);
    page.setId(R.id.gen_terms_page);
    page.setOrientation(LinearLayout.VERTICAL);
    page.setBackgroundColor(Color.WHITE);
    // Presses must not fall through to the login page below.
    page.setClickable(true);
    page.addView(bar(page, dimensions, title));
    View content = content(title, url);
    content.setId(R.id.gen_terms_content);
    page.addView(content, new LinearLayout.LayoutParams(LayoutParams.MATCH_PARENT, 0, 1));
    return page;
  }

  private View bar(LinearLayout page, Dimensions dimensions, String title) throws MissingResource {
    if (theme.clauseLayout != ThemeSettings.UNSET) {
      NamedResources resources = new NamedResources(context);
      View own = resources.layout(theme.clauseLayout, page);
      View back = own.findViewById(resources.viewId(theme.clauseBackName));
      if (back == null) {
        throw new MissingResource("id/" + theme.clauseBackName);
      }
      back.setOnClickListener(view -> onBack.run());
      return own;
    }
    View bar = TitleBar.make(context, theme, title, TitleBar.Ids.ofTerms(onBack));
    bar.setLayoutParams(
        new LinearLayout.LayoutParams(
            LayoutParams.MATCH_PARENT, dimensions.pixels(Dimensions.TITLE_BAR)));
    return bar;
  }

  private View content(String title, String url) {
    WebView web = web();
    if (web == null) {
      return text(title, url);
    }
    web.getSettings().setDomStorageEnabled(theme.hasDomStorage);
    web.loadUrl(url == null ? "" : url);
    return web;
  }

  /** Null where the device has no web view to make. */
  private WebView web() {
    if (Build.VERSION.SDK_INT >= 26 && WebView.getCurrentWebViewPackage() == null) {
      return null;
    }
    try {
      return new WebView(context);
    } catch (RuntimeException | LinkageError error) {
      return null;
    }
  }

  private View text(String title, String url) {
    TextView view = new TextView(context);
    view.setText(url == null || url.isEmpty() ? title : title + "\n\n" + url);
    view.setTextSize(15);
    view.setTextColor(ThemeSettings.INK);
    view.setLineSpacing(0, 1.3f);
    FrameLayout frame = new FrameLayout(context);
    int edge = new Dimensions(context.getResources(), theme).pixels(20);
    frame.setPadding(edge, edge, edge, edge);
    frame.addView(
        view,
        new FrameLayout.LayoutParams(
            LayoutParams.MATCH_PARENT, LayoutParams.WRAP_CONTENT, Gravity.TOP));
    return frame;
  }
}
