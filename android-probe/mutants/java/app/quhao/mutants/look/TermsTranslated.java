package app.quhao.mutants.look;

import android.text.SpannableStringBuilder;
import android.text.style.ClickableSpan;
import app.quhao.decorators.EditedPage;
import app.quhao.decorators.PageFinder;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class TermsTranslated implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          if (page.button().getText().toString().startsWith("Log")) {
            SpannableStringBuilder text = page.sentenceText();
            ClickableSpan operator = PageFinder.links(text)[0];
            text.replace(
                text.getSpanStart(operator), text.getSpanEnd(operator), "Terms of Service");
            page.sentence().setText(text);
          }
        });
  }
}
