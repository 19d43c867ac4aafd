package app.quhao.variants.page;

import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class FadesIn implements Parts {
  private static final long FADE_MILLIS = 400;

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          page.root.setAlpha(0.2f);
          page.root.animate().alpha(1).setDuration(FADE_MILLIS).start();
        });
  }
}
