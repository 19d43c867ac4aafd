package com.cmic.gen.sdk.view;

import android.content.Context;
import android.graphics.Typeface;
import android.view.Gravity;
import android.view.View;
import android.view.ViewGroup.LayoutParams;
import android.widget.FrameLayout;
import android.widget.ImageView;
import android.widget.TextView;
import com.cmic.gen.sdk.R;

/** A bar with a way back on its left and a title in its middle. */
final class TitleBar {
  private TitleBar() {}

  static View make(Context context, ThemeSettings theme, String title, Ids ids) {
    FrameLayout bar = new FrameLayout(context);
    bar.setId(ids.bar);
    bar.setBackgroundColor(theme.navColour);
    TextView text = new TextView(context);
    text.setId(ids.title);
    text.setText(title);
    text.setTextSize(theme.navTextSize);
    text.setTextColor(theme.navTextColour);
    text.setTypeface(Typeface.DEFAULT_BOLD);
    text.setSingleLine(true);
    bar.addView(
        text,
        new FrameLayout.LayoutParams(
            LayoutParams.WRAP_CONTENT, LayoutParams.WRAP_CONTENT, Gravity.CENTER));
    ImageView back = new ImageView(context);
    back.setId(ids.back);
    back.setImageResource(R.drawable.gen_login_back_arrow);
    back.setColorFilter(theme.navTextColour);
    back.setScaleType(ImageView.ScaleType.CENTER);
    back.setContentDescription(PageTexts.of(theme.language).back);
    back.setOnClickListener(view -> ids.onBack.run());
    int side = new Dimensions(context.getResources(), theme).pixels(Dimensions.TITLE_BAR);
    bar.addView(back, new FrameLayout.LayoutParams(side, side, Gravity.START));
    return bar;
  }

  /** Which bar it is, and where its way back leads. */
  static final class Ids {
    private final int bar;
    private final int back;
    private final int title;
    private final Runnable onBack;

    private Ids(int bar, int back, int title, Runnable onBack) {
      this.bar = bar;
      this.back = back;
      this.title = title;
      this.onBack = onBack;
    }

    static Ids ofLogin(Runnable onBack) {
      return new Ids(R.id.gen_login_title_bar, R.id.gen_login_back, R.id.gen_login_title, onBack);
    }

    static Ids ofTerms(Runnable onBack) {
      return new Ids(View.NO_ID, R.id.gen_terms_back, R.id.gen_terms_title, onBack);
    }
  }
}
