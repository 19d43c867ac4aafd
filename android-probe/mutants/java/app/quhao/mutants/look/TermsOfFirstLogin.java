package app.quhao.mutants.look;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageContent;
import com.cmic.gen.sdk.view.PageDesign;
import java.util.concurrent.atomic.AtomicReference;

final class TermsOfFirstLogin implements Parts {
  private final AtomicReference<String> operatorType = new AtomicReference<>();

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      operatorType.compareAndSet(null, content.operatorType);
      return reference.draw(
          activity, new PageContent(content.theme, content.maskedNumber, operatorType.get()));
    };
  }
}
