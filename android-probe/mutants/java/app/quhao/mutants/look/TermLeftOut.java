package app.quhao.mutants.look;

import android.text.SpannableStringBuilder;
import android.text.style.ClickableSpan;
import app.quhao.decorators.EditedPage;
import app.quhao.decorators.PageFinder;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;
import java.util.function.IntPredicate;

final class TermLeftOut implements Parts {
  private final IntPredicate isLeftOut;

  /** Terms are counted from 0, which is the operator's. */
  TermLeftOut(IntPredicate isLeftOut) {
    this.isLeftOut = isLeftOut;
  }

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          SpannableStringBuilder text = page.sentenceText();
          ClickableSpan[] links = PageFinder.links(text);
          for (int i = 0; i < links.length; i++) {
            if (isLeftOut.test(i)) {
              text.delete(text.getSpanStart(links[i]), text.getSpanEnd(links[i]));
            }
          }
          page.sentence().setText(text);
        });
  }
}
