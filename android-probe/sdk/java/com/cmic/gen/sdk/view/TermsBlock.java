package com.cmic.gen.sdk.view;

import android.content.Context;
import android.graphics.Color;
import android.graphics.drawable.Drawable;
import android.graphics.drawable.StateListDrawable;
import android.text.method.LinkMovementMethod;
import android.view.Gravity;
import android.view.View;
import android.view.ViewGroup.LayoutParams;
import android.widget.CheckBox;
import android.widget.LinearLayout;
import android.widget.TextView;
import com.cmic.gen.sdk.R;

/** Hint, check box and the sentence with the terms. */
final class TermsBlock {
  private static final int HINT_TEXT = 13;

  final LinearLayout root;
  final LinearLayout terms;
  final CheckBox checkBox;
  final TextView hint;

  private final Context context;
  private final ThemeSettings theme;
  private final GuardedTheme guarded;

  TermsBlock(Context context, ThemeSettings theme, GuardedTheme guarded) throws MissingResource {
    this.context = context;
    this.theme = theme;
    this.guarded = guarded;
    root = new LinearLayout(context);
    root.setOrientation(LinearLayout.VERTICAL);
    hint = makeHint();
    checkBox = makeCheckBox(new NamedResources(context));
    terms = new LinearLayout(context);
    terms.setId(R.id.gen_login_terms);
    terms.setGravity(theme.isCheckBoxCentred ? Gravity.CENTER_VERTICAL : Gravity.TOP);
  }

  void fill(CharSequence sentence) {
    root.addView(
        hint, new LinearLayout.LayoutParams(LayoutParams.WRAP_CONTENT, LayoutParams.WRAP_CONTENT));
    LinearLayout.LayoutParams box =
        new LinearLayout.LayoutParams(side(theme.checkBoxWidth), side(theme.checkBoxHeight));
    box.rightMargin = pixels(8);
    terms.addView(checkBox, box);
    terms.addView(
        makeSentence(sentence), new LinearLayout.LayoutParams(0, LayoutParams.WRAP_CONTENT, 1));
    LinearLayout.LayoutParams below =
        new LinearLayout.LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.WRAP_CONTENT);
    below.topMargin = pixels(6);
    root.addView(terms, below);
  }

  private TextView makeSentence(CharSequence sentence) {
    TextView view = new TextView(context);
    view.setId(R.id.gen_login_terms_text);
    view.setText(sentence);
    view.setTextSize(guarded.textSize(theme.termsSize));
    view.setTextColor(guarded.termsTextColour());
    view.setLineSpacing(0, 1.2f);
    view.setHighlightColor(Color.TRANSPARENT);
    view.setMovementMethod(LinkMovementMethod.getInstance());
    if (theme.areTermsCentred) {
      view.setGravity(Gravity.CENTER_HORIZONTAL);
    }
    return view;
  }

  private TextView makeHint() {
    TextView made = new TextView(context);
    made.setId(R.id.gen_login_hint);
    made.setTextSize(HINT_TEXT);
    made.setTextColor(Color.WHITE);
    made.setBackgroundResource(R.drawable.gen_login_hint);
    made.setVisibility(View.GONE);
    return made;
  }

  private CheckBox makeCheckBox(NamedResources resources) throws MissingResource {
    CheckBox box = new CheckBox(context);
    box.setId(R.id.gen_login_check);
    StateListDrawable image = new StateListDrawable();
    image.addState(
        new int[] {android.R.attr.state_checked}, resources.drawable(theme.checkedImage));
    image.addState(new int[0], resources.drawable(theme.uncheckedImage));
    box.setButtonDrawable((Drawable) null);
    box.setBackground(image);
    box.setMinWidth(0);
    box.setMinHeight(0);
    box.setMinimumWidth(0);
    box.setMinimumHeight(0);
    box.setContentDescription(PageTexts.of(theme.language).termsBefore);
    box.setChecked(theme.isChecked);
    return box;
  }

  private int side(int dp) {
    return pixels(guarded.boxSide(dp));
  }

  private int pixels(int dp) {
    return new Dimensions(context.getResources(), theme).pixels(dp);
  }
}
