package com.cmic.gen.sdk.view;

import android.content.Context;
import android.graphics.Color;
import android.graphics.Typeface;
import android.view.Gravity;
import android.view.View;
import android.view.ViewGroup.LayoutParams;
import android.view.animation.Animation;
import android.widget.Button;
import android.widget.FrameLayout;
import android.widget.ImageView;
import android.widget.LinearLayout;
import android.widget.TextView;
import com.cmic.gen.sdk.R;

/** Draws the page: title bar, logo, number with slogan, button, terms. */
final class LoginPage implements LoginView {
  private static final long HINT_MILLIS = 2500;

  private final Context context;
  private final ThemeSettings theme;
  private final Dimensions dimensions;
  private final GuardedTheme guarded;
  private final NamedResources resources;
  private final PageTexts texts;
  private final OperatorBrand brand;
  private final FrameLayout root;
  private final Button button;
  private final TermsBlock terms;
  private PageActions actions;

  LoginPage(Context context, PageContent content, ThemeGuard guard) throws MissingResource {
    this.context = context;
    theme = content.theme.settings();
    brand = OperatorBrand.of(content.operatorType);
    dimensions = new Dimensions(context.getResources(), theme);
    guarded = new GuardedTheme(theme, dimensions, guard);
    resources = new NamedResources(context);
    texts = PageTexts.of(theme.language);
    root = new FrameLayout(context);
    root.setId(R.id.gen_login_root);
    root.setBackgroundColor(Color.WHITE);
    root.setFitsSystemWindows(theme.fitsSystemWindows);
    addOwnContent();
    if (dimensions.hasLogo()) {
      addLogo();
    }
    button = makeButton();
    terms = new TermsBlock(context, theme, guarded);
    addTitleBar();
    addNumber(content.maskedNumber);
    addButton();
    addTerms();
  }

  @Override
  public FrameLayout root() {
    return root;
  }

  @Override
  public void listen(PageActions next) {
    actions = next;
    button.setOnClickListener(view -> next.press());
    terms.checkBox.setOnCheckedChangeListener((view, isChecked) -> next.changeConsent(isChecked));
  }

  @Override
  public boolean isConsented() {
    return terms.checkBox.isChecked();
  }

  @Override
  public void setConsented(boolean isConsented) {
    terms.checkBox.setChecked(isConsented);
  }

  @Override
  public boolean isPressable() {
    return button.isEnabled();
  }

  @Override
  public void setPressable(boolean isPressable) {
    button.setEnabled(isPressable);
  }

  @Override
  public void showHint(String text) {
    terms.hint.setText(text);
    terms.hint.setVisibility(View.VISIBLE);
    terms.hint.postDelayed(this::hideHint, HINT_MILLIS);
  }

  @Override
  public void hideHint() {
    terms.hint.setVisibility(View.GONE);
  }

  @Override
  public void animateTerms(Animation animation) {
    terms.terms.startAnimation(animation);
  }

  private void addOwnContent() throws MissingResource {
    View own = theme.contentView;
    if (theme.contentLayout != ThemeSettings.UNSET) {
      own = resources.layout(theme.contentLayout, root);
    }
    if (own == null) {
      return;
    }
    if (own.getParent() instanceof FrameLayout) {
      ((FrameLayout) own.getParent()).removeView(own);
    }
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

  private void addTitleBar() {
    TitleBar.Ids ids = TitleBar.Ids.ofLogin(() -> actions.back());
    root.addView(
        TitleBar.make(context, theme, texts.title, ids),
        new FrameLayout.LayoutParams(
            LayoutParams.MATCH_PARENT, dimensions.pixels(Dimensions.TITLE_BAR), Gravity.TOP));
  }

  private void addNumber(String number) {
    LinearLayout field = new LinearLayout(context);
    field.setOrientation(LinearLayout.VERTICAL);
    field.setGravity(Gravity.CENTER_HORIZONTAL);
    TextView digits = text(R.id.gen_login_number, number, theme.numberSize);
    digits.setTextColor(guarded.numberColour());
    if (theme.isNumberBold) {
      digits.setTypeface(Typeface.DEFAULT_BOLD);
    }
    digits.setLetterSpacing(0.03f);
    digits.setTranslationX(dimensions.pixels(guarded.across(theme.numberOffsetX)));
    field.addView(
        digits,
        new LinearLayout.LayoutParams(LayoutParams.WRAP_CONTENT, LayoutParams.WRAP_CONTENT));
    String name = theme.language == 2 ? brand.englishName : brand.name;
    TextView slogan = text(R.id.gen_login_slogan, name + texts.sloganAfter, 12);
    slogan.setTextColor(ThemeSettings.GREY);
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
    made.setText(guarded.buttonText(texts.button));
    made.setTextSize(guarded.textSize(theme.buttonTextSize));
    made.setTextColor(guarded.buttonTextColour());
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
    int height = dimensions.pixels(guarded.buttonHeight());
    FrameLayout.LayoutParams place = new FrameLayout.LayoutParams(buttonWidth(), height);
    place.leftMargin = dimensions.pixels(guarded.margin(theme.buttonMarginLeft));
    place.rightMargin = dimensions.pixels(guarded.margin(theme.buttonMarginRight));
    anchor(place, theme.buttonOffsetTop, theme.buttonOffsetBottom, dimensions.buttonTop());
    root.addView(button, place);
  }

  private int buttonWidth() {
    if (theme.buttonWidth > 0) {
      return dimensions.pixels(guarded.buttonWidth());
    }
    return dimensions.isWide()
        ? dimensions.pixels(Dimensions.BUTTON_WHERE_WIDE)
        : LayoutParams.MATCH_PARENT;
  }

  private void addTerms() {
    TermsText.Opener opener = (title, url) -> actions.openTerms(title, url);
    terms.fill(new TermsText(guarded, texts, brand, opener).build());
    FrameLayout.LayoutParams place =
        new FrameLayout.LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.WRAP_CONTENT);
    place.leftMargin = dimensions.pixels(guarded.margin(theme.termsMarginLeft));
    place.rightMargin = dimensions.pixels(guarded.margin(theme.termsMarginRight));
    boolean isUnset =
        theme.termsOffsetTop == ThemeSettings.UNSET
            && theme.termsOffsetBottom == ThemeSettings.UNSET;
    int bottom = isUnset ? dimensions.termsBottom() : theme.termsOffsetBottom;
    anchor(place, theme.termsOffsetTop, bottom, 0);
    root.addView(terms.root, place);
  }

  /** Guide 2.5.2: from the status bar's edge, or (…_B) from the bottom; the latter wins. */
  private void anchor(FrameLayout.LayoutParams place, int top, int bottom, int byDefault) {
    if (bottom != ThemeSettings.UNSET) {
      place.gravity = Gravity.BOTTOM | Gravity.CENTER_HORIZONTAL;
      place.bottomMargin = dimensions.pixels(guarded.down(bottom));
      return;
    }
    place.gravity = Gravity.TOP | Gravity.CENTER_HORIZONTAL;
    int offset = top == ThemeSettings.UNSET ? byDefault : guarded.down(top);
    place.topMargin = dimensions.pixels(offset);
  }

  private TextView text(int id, CharSequence content, int size) {
    TextView view = new TextView(context);
    view.setId(id);
    view.setText(content);
    view.setTextSize(guarded.textSize(size));
    return view;
  }
}
