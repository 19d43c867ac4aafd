package com.cmic.gen.sdk.view;

import android.content.Context;
import android.graphics.Color;
import android.graphics.Typeface;
import android.graphics.drawable.Drawable;
import android.graphics.drawable.StateListDrawable;
import android.text.method.LinkMovementMethod;
import android.view.Gravity;
import android.view.View;
import android.view.ViewGroup.LayoutParams;
import android.widget.Button;
import android.widget.CheckBox;
import android.widget.FrameLayout;
import android.widget.ImageView;
import android.widget.LinearLayout;
import android.widget.TextView;
import com.cmic.gen.sdk.R;

/**
 * Draws the page: title bar, logo, number with slogan, button, terms. Knows nothing of what a press
 * does.
 */
final class LoginPage {
  /** Less than this cannot be read (PAG-23). */
  private static final int SMALLEST_TEXT = 10;

  private static final int SMALLEST_BUTTON = 36;

  final FrameLayout root;
  final Button button;
  final CheckBox checkBox;
  final LinearLayout terms;
  final TextView hint;

  private final Context context;
  private final ThemeSettings theme;
  private final Dimensions dimensions;
  private final NamedResources resources;
  private final PageTexts texts;
  private final OperatorBrand brand;

  LoginPage(Context context, ThemeSettings theme, OperatorBrand brand) throws MissingResource {
    this.context = context;
    this.theme = theme;
    this.brand = brand;
    dimensions = new Dimensions(context.getResources(), theme);
    resources = new NamedResources(context);
    texts = PageTexts.of(theme.language);
    root = new FrameLayout(context);
    root.setId(R.id.gen_login_root);
    root.setBackgroundColor(Color.WHITE);
    root.setFitsSystemWindows(theme.fitsSystemWindows);
    addOwnContent();
    if (dimensions.hasLogo()) addLogo();
    button = makeButton();
    checkBox = makeCheckBox();
    hint = makeHint();
    terms = new LinearLayout(context);
  }

  /** `opener` opens a term's page, `onBack` is the title bar's way back. */
  void fill(String number, boolean hasOperatorTerms, TermsText.Opener opener, Runnable onBack) {
    root.addView(
        TitleBar.make(context, dimensions, theme, texts.title, TitleBar.Ids.ofLogin(onBack)),
        new FrameLayout.LayoutParams(
            LayoutParams.MATCH_PARENT, dimensions.pixels(Dimensions.TITLE_BAR), Gravity.TOP));
    addNumber(number);
    addButton();
    addTerms(new TermsText(theme, texts, brand, opener).build(hasOperatorTerms));
  }

  private void addOwnContent() throws MissingResource {
    View own = theme.contentView;
    if (theme.contentLayout != ThemeSettings.UNSET)
      own = resources.layout(theme.contentLayout, root);
    if (own == null) return;
    if (own.getParent() instanceof FrameLayout) ((FrameLayout) own.getParent()).removeView(own);
    root.addView(
        own, new FrameLayout.LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.MATCH_PARENT));
  }

  private void addLogo() {
    ImageView logo = new ImageView(context);
    logo.setId(R.id.gen_login_logo);
    logo.setImageDrawable(context.getApplicationInfo().loadIcon(context.getPackageManager()));
    int side = dimensions.pixels(Dimensions.LOGO);
    FrameLayout.LayoutParams place =
        new FrameLayout.LayoutParams(side, side, Gravity.TOP | Gravity.CENTER_HORIZONTAL);
    place.topMargin = dimensions.pixels(dimensions.logoTop());
    root.addView(logo, place);
  }

  private void addNumber(String number) {
    LinearLayout field = new LinearLayout(context);
    field.setOrientation(LinearLayout.VERTICAL);
    field.setGravity(Gravity.CENTER_HORIZONTAL);
    TextView digits = text(R.id.gen_login_number, number, theme.numberSize, theme.numberColour);
    if (theme.isNumberBold) digits.setTypeface(Typeface.DEFAULT_BOLD);
    digits.setLetterSpacing(0.03f);
    digits.setTranslationX(dimensions.pixels(theme.numberOffsetX));
    field.addView(
        digits,
        new LinearLayout.LayoutParams(LayoutParams.WRAP_CONTENT, LayoutParams.WRAP_CONTENT));
    String name = theme.language == 2 ? brand.englishName : brand.name;
    TextView slogan = text(R.id.gen_login_slogan, name + texts.sloganAfter, 12, ThemeSettings.GREY);
    LinearLayout.LayoutParams below =
        new LinearLayout.LayoutParams(LayoutParams.WRAP_CONTENT, LayoutParams.WRAP_CONTENT);
    below.topMargin = dimensions.pixels(6);
    field.addView(slogan, below);
    FrameLayout.LayoutParams place =
        new FrameLayout.LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.WRAP_CONTENT);
    anchor(place, theme.numberOffsetTop, theme.numberOffsetBottom, dimensions.numberTop());
    root.addView(field, place);
  }

  private Button makeButton() throws MissingResource {
    Button made = new Button(context);
    made.setId(R.id.gen_login_button);
    made.setText(theme.buttonText == null ? texts.button : theme.buttonText);
    made.setTextSize(Math.max(SMALLEST_TEXT, theme.buttonTextSize));
    made.setTextColor(theme.buttonTextColour);
    made.setTypeface(theme.isButtonTextBold ? Typeface.DEFAULT_BOLD : Typeface.DEFAULT);
    made.setAllCaps(false);
    made.setStateListAnimator(null);
    made.setPadding(0, 0, 0, 0);
    String image = theme.buttonImage;
    made.setBackground(
        resources.drawable(image == null || image.isEmpty() ? "gen_login_button" : image));
    return made;
  }

  private void addButton() {
    int height = dimensions.pixels(Math.max(SMALLEST_BUTTON, theme.buttonHeight));
    FrameLayout.LayoutParams place = new FrameLayout.LayoutParams(buttonWidth(), height);
    place.leftMargin = dimensions.pixels(theme.buttonMarginLeft);
    place.rightMargin = dimensions.pixels(theme.buttonMarginRight);
    anchor(place, theme.buttonOffsetTop, theme.buttonOffsetBottom, dimensions.buttonTop());
    root.addView(button, place);
  }

  private int buttonWidth() {
    if (theme.buttonWidth > 0) return dimensions.pixels(theme.buttonWidth);
    if (!dimensions.isWide()) return LayoutParams.MATCH_PARENT;
    return dimensions.pixels(Dimensions.BUTTON_WHERE_WIDE);
  }

  private CheckBox makeCheckBox() throws MissingResource {
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
    box.setContentDescription(texts.termsBefore);
    box.setChecked(theme.isChecked);
    return box;
  }

  private TextView makeHint() {
    TextView made = text(R.id.gen_login_hint, "", 13, Color.WHITE);
    made.setBackgroundResource(R.drawable.gen_login_hint);
    made.setVisibility(View.GONE);
    return made;
  }

  private void addTerms(CharSequence sentence) {
    LinearLayout block = new LinearLayout(context);
    block.setOrientation(LinearLayout.VERTICAL);
    block.addView(
        hint, new LinearLayout.LayoutParams(LayoutParams.WRAP_CONTENT, LayoutParams.WRAP_CONTENT));
    terms.setId(R.id.gen_login_terms);
    terms.setGravity(theme.isCheckBoxCentred ? Gravity.CENTER_VERTICAL : Gravity.TOP);
    LinearLayout.LayoutParams box =
        new LinearLayout.LayoutParams(
            dimensions.pixels(theme.checkBoxWidth), dimensions.pixels(theme.checkBoxHeight));
    box.rightMargin = dimensions.pixels(8);
    terms.addView(checkBox, box);
    TextView view =
        text(R.id.gen_login_terms_text, sentence, theme.termsSize, theme.termsTextColour);
    view.setLineSpacing(0, 1.2f);
    view.setHighlightColor(Color.TRANSPARENT);
    view.setMovementMethod(LinkMovementMethod.getInstance());
    if (theme.areTermsCentred) view.setGravity(Gravity.CENTER_HORIZONTAL);
    terms.addView(view, new LinearLayout.LayoutParams(0, LayoutParams.WRAP_CONTENT, 1));
    LinearLayout.LayoutParams below =
        new LinearLayout.LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.WRAP_CONTENT);
    below.topMargin = dimensions.pixels(6);
    block.addView(terms, below);
    FrameLayout.LayoutParams place =
        new FrameLayout.LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.WRAP_CONTENT);
    place.leftMargin = dimensions.pixels(theme.termsMarginLeft);
    place.rightMargin = dimensions.pixels(theme.termsMarginRight);
    boolean isUnset =
        theme.termsOffsetTop == ThemeSettings.UNSET
            && theme.termsOffsetBottom == ThemeSettings.UNSET;
    anchor(
        place,
        theme.termsOffsetTop,
        isUnset ? dimensions.termsBottom() : theme.termsOffsetBottom,
        0);
    root.addView(block, place);
  }

  /**
   * Guide 2.5.2: from the status bar's edge, or (…_B) from the bottom; the latter wins where both
   * are set.
   */
  private void anchor(FrameLayout.LayoutParams place, int top, int bottom, int byDefault) {
    if (bottom != ThemeSettings.UNSET) {
      place.gravity = Gravity.BOTTOM | Gravity.CENTER_HORIZONTAL;
      place.bottomMargin = dimensions.pixels(dimensions.kept(bottom));
      return;
    }
    place.gravity = Gravity.TOP | Gravity.CENTER_HORIZONTAL;
    int offset = top == ThemeSettings.UNSET ? byDefault : dimensions.kept(top);
    place.topMargin = dimensions.pixels(offset);
  }

  private TextView text(int id, CharSequence content, int size, int colour) {
    TextView view = new TextView(context);
    view.setId(id);
    view.setText(content);
    view.setTextSize(Math.max(SMALLEST_TEXT, size));
    view.setTextColor(colour);
    return view;
  }
}
