package app.quhao.mutants.look;

import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class NumberSizeIgnored implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(reference, page -> page.number().setTextSize(28));
  }
}
