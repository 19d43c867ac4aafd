package app.quhao.mutants.look;

import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class TermsColourIgnored implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          page.sentence().setTextColor(0xFF86909C);
          page.sentence().setTextSize(12);
        });
  }
}
