package app.quhao.variants.page;

import android.text.SpannableStringBuilder;
import android.text.TextPaint;
import android.text.style.ClickableSpan;
import android.util.TypedValue;
import android.widget.LinearLayout;
import android.widget.TextView;
import app.quhao.decorators.EditedPage;
import app.quhao.decorators.PageFinder;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

/** Each term is a view of its own. */
final class TermsAsViews implements Parts {

  private static int startOfLinks(SpannableStringBuilder text) {
    return text.getSpanStart(PageFinder.links(text)[0]);
  }

  private static int colourOf(ClickableSpan link) {
    TextPaint paint = new TextPaint();
    link.updateDrawState(paint);
    return paint.getColor();
  }

  private static TextView line(PageFinder page, String text) {
    TextView sentence = page.sentence();
    TextView view = new TextView(page.activity);
    view.setText(text);
    view.setTextColor(sentence.getTextColors());
    view.setTextSize(TypedValue.COMPLEX_UNIT_PX, sentence.getTextSize());
    return view;
  }

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          SpannableStringBuilder text = page.sentenceText();
          LinearLayout column = new LinearLayout(page.activity);
          column.setOrientation(LinearLayout.VERTICAL);
          column.addView(line(page, text.subSequence(0, startOfLinks(text)).toString()));
          for (ClickableSpan link : PageFinder.links(text)) {
            String title =
                text.subSequence(text.getSpanStart(link), text.getSpanEnd(link)).toString();
            TextView row = line(page, title);
            row.setTextColor(colourOf(link));
            row.setOnClickListener(link::onClick);
            column.addView(row);
          }
          LinearLayout terms = page.terms();
          TextView sentence = page.sentence();
          terms.removeView(sentence);
          terms.addView(column, sentence.getLayoutParams());
        });
  }
}
