package app.quhao.variants.page;

import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;
import java.util.function.UnaryOperator;

final class NumberAs implements Parts {
  private final UnaryOperator<String> spelling;

  NumberAs(UnaryOperator<String> spelling) {
    this.spelling = spelling;
  }

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> page.number().setText(spelling.apply(page.number().getText().toString())));
  }
}
