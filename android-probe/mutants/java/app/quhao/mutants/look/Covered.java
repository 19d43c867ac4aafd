package app.quhao.mutants.look;

import android.graphics.Color;
import android.view.View;
import app.quhao.decorators.EditedPage;
import app.quhao.decorators.PageFinder;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;
import java.util.function.Function;

final class Covered implements Parts {
  private final Function<PageFinder, View> part;

  Covered(Function<PageFinder, View> part) {
    this.part = part;
  }

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(reference, page -> page.cover(part.apply(page), Color.WHITE));
  }
}
