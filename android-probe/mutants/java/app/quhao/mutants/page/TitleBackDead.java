package app.quhao.mutants.page;

import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class TitleBackDead implements Parts {
  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(reference, page -> page.back().setOnClickListener(null));
  }
}
