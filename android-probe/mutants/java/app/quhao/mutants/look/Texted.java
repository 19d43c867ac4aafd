package app.quhao.mutants.look;

import android.widget.TextView;
import app.quhao.decorators.EditedPage;
import app.quhao.decorators.PageFinder;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;
import java.util.function.Function;
import java.util.function.UnaryOperator;

final class Texted implements Parts {
  private final Function<PageFinder, TextView> part;
  private final UnaryOperator<String> change;

  Texted(Function<PageFinder, TextView> part, UnaryOperator<String> change) {
    this.part = part;
    this.change = change;
  }

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          TextView view = part.apply(page);
          view.setText(change.apply(view.getText().toString()));
        });
  }
}
