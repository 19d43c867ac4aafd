package app.quhao.mutants.page;

import app.quhao.decorators.ViewDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class UncheckedGoesOn implements Parts {
  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) ->
        new ViewDecorator(reference.draw(activity, content)) {
          @Override
          public boolean isConsented() {
            return true;
          }
        };
  }
}
