package app.quhao.mutants.look;

import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class ButtonImageIgnored implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(reference, page -> page.button().setBackgroundColor(0xFF1668DC));
  }
}
