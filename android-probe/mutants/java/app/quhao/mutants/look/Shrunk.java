package app.quhao.mutants.look;

import android.widget.TextView;
import app.quhao.decorators.EditedPage;
import app.quhao.decorators.PageFinder;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;
import java.util.function.Function;

final class Shrunk implements Parts {
  private static final float UNREADABLE = 3;

  private final Function<PageFinder, TextView> part;

  Shrunk(Function<PageFinder, TextView> part) {
    this.part = part;
  }

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(reference, page -> part.apply(page).setTextSize(UNREADABLE));
  }
}
