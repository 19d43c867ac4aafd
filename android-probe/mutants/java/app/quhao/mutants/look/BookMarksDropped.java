package app.quhao.mutants.look;

import android.text.SpannableStringBuilder;
import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class BookMarksDropped implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          SpannableStringBuilder text = page.sentenceText();
          for (int i = text.length() - 1; i >= 0; i--) {
            if (text.charAt(i) == '《' || text.charAt(i) == '》') {
              text.delete(i, i + 1);
            }
          }
          page.sentence().setText(text);
        });
  }
}
