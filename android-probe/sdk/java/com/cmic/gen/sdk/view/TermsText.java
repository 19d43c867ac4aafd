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
  private final int linkColour;
  private final PageTexts texts;
  private final OperatorBrand brand;
  private final Opener opener;

  TermsText(GuardedTheme guarded, PageTexts texts, OperatorBrand brand, Opener opener) {
    theme = guarded.theme;
    linkColour = guarded.termsTitleColour();
    this.texts = texts;
    this.brand = brand;
    this.opener = opener;
  }

  CharSequence build() {
    SpannableStringBuilder text = new SpannableStringBuilder();
    String template = template();
    int at = template.indexOf(GenAuthThemeConfig.PLACEHOLDER);
    text.append(template, 0, at);
    link(text, brand.termsTitle, brand.termsUrl);
    String rest = template.substring(at + GenAuthThemeConfig.PLACEHOLDER.length());
    appendWithTitles(text, rest);
    return text;
  }

  /** A text without the placeholder gets it in front: the operator's terms may not be left out. */
  private String template() {
    if (theme.termsText == null) {
      return texts.termsBefore + GenAuthThemeConfig.PLACEHOLDER + texts.termsAfter;
    }
    if (theme.termsText.contains(GenAuthThemeConfig.PLACEHOLDER)) {
      return theme.termsText;
    }
    return texts.termsBefore + GenAuthThemeConfig.PLACEHOLDER + texts.separator + theme.termsText;
  }

  /** Titles that stand in the text become links there; the others follow the operator's terms. */
  private void appendWithTitles(SpannableStringBuilder text, String rest) {
    for (int i = 0; i < theme.termTitles.length; i++) {
      String title = theme.termTitles[i];
      if (isEmpty(title) || rest.contains(title)) {
        continue;
      }
      text.append(texts.separator);
      link(text, title, theme.termUrls[i]);
    }
    int from = 0;
    for (int next = earliest(rest, from); next >= 0; next = earliest(rest, from)) {
      String title = theme.termTitles[next];
      int at = rest.indexOf(title, from);
      text.append(rest, from, at);
      link(text, title, theme.termUrls[next]);
      from = at + title.length();
    }
    text.append(rest, from, rest.length());
  }

  /** Which title comes first in the text from there on; -1 for none. */
  private int earliest(String rest, int from) {
    int first = -1;
    for (int i = 0; i < theme.termTitles.length; i++) {
      String title = theme.termTitles[i];
      int at = isEmpty(title) ? -1 : rest.indexOf(title, from);
      if (at >= 0 && (first < 0 || at < rest.indexOf(theme.termTitles[first], from))) {
        first = i;
      }
    }
    return first;
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
      paint.setColor(linkColour);
    }
  }
}
