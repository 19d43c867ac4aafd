package com.cmic.gen.sdk.view;

import android.text.SpannableStringBuilder;
import android.text.Spanned;
import android.text.TextPaint;
import android.text.style.ClickableSpan;
import android.view.View;

/**
 * The sentence beside the check box: the operator's terms, up to four of the app's, each a link
 * (PAG-04, PAG-05).
 */
final class TermsText {
  /** Opens a term's page. */
  interface Opener {
    void open(String title, String url);
  }

  private final ThemeSettings theme;
  private final PageTexts texts;
  private final OperatorBrand brand;
  private final Opener opener;

  TermsText(ThemeSettings theme, PageTexts texts, OperatorBrand brand, Opener opener) {
    this.theme = theme;
    this.texts = texts;
    this.brand = brand;
    this.opener = opener;
  }

  CharSequence build(boolean hasOperatorTerms) {
    SpannableStringBuilder text = new SpannableStringBuilder();
    String template = template();
    int at = template.indexOf(GenAuthThemeConfig.PLACEHOLDER);
    text.append(template, 0, at);
    if (hasOperatorTerms) link(text, brand.termsTitle, brand.termsUrl);
    String rest = template.substring(at + GenAuthThemeConfig.PLACEHOLDER.length());
    appendWithTitles(text, rest, hasOperatorTerms);
    return text;
  }

  /** A text without the placeholder gets it in front: the operator's terms may not be left out. */
  private String template() {
    if (theme.termsText == null) {
      return texts.termsBefore + GenAuthThemeConfig.PLACEHOLDER + texts.termsAfter;
    }
    if (theme.termsText.contains(GenAuthThemeConfig.PLACEHOLDER)) return theme.termsText;
    return texts.termsBefore + GenAuthThemeConfig.PLACEHOLDER + texts.separator + theme.termsText;
  }

  /** Titles that stand in the text become links there; the others follow the operator's terms. */
  private void appendWithTitles(SpannableStringBuilder text, String rest, boolean isContinued) {
    boolean needsSeparator = isContinued;
    for (int i = 0; i < theme.termTitles.length; i++) {
      String title = theme.termTitles[i];
      if (isEmpty(title) || rest.contains(title)) continue;
      if (needsSeparator) text.append(texts.separator);
      link(text, title, theme.termUrls[i]);
      needsSeparator = true;
    }
    int from = 0;
    for (int i = 0; i < theme.termTitles.length; i++) {
      String title = theme.termTitles[i];
      int at = isEmpty(title) ? -1 : rest.indexOf(title, from);
      if (at < 0) continue;
      text.append(rest, from, at);
      link(text, title, theme.termUrls[i]);
      from = at + title.length();
    }
    text.append(rest, from, rest.length());
  }

  private void link(SpannableStringBuilder text, String title, String url) {
    int start = text.length();
    text.append(theme.hasBookSymbol ? '《' + title + '》' : title);
    text.setSpan(new Link(title, url), start, text.length(), Spanned.SPAN_EXCLUSIVE_EXCLUSIVE);
  }

  private static boolean isEmpty(String text) {
    return text == null || text.isEmpty();
  }

  private final class Link extends ClickableSpan {
    private final String title;
    private final String url;

    Link(String title, String url) {
      this.title = title;
      this.url = url;
    }

    @Override
    public void onClick(View widget) {
      opener.open(title, url);
    }

    @Override
    public void updateDrawState(TextPaint paint) {
      paint.setColor(theme.termsTitleColour);
    }
  }
}
