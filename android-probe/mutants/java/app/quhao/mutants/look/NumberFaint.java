package app.quhao.mutants.look;

import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class NumberFaint implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(reference, page -> page.number().setAlpha(0.02f));
  }
}
