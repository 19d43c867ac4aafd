package app.quhao.mutants.page;

import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;
import java.util.concurrent.atomic.AtomicReference;

final class NumberOfFirstLogin implements Parts {
  private final AtomicReference<CharSequence> first = new AtomicReference<>();

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          first.compareAndSet(null, page.number().getText());
          page.number().setText(first.get());
        });
  }
}
