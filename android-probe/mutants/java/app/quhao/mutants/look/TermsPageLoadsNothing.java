package app.quhao.mutants.look;

import app.quhao.decorators.ActionsDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageScene;

final class TermsPageLoadsNothing implements Parts {
  @Override
  public PageActions pageActions(PageActions reference, PageScene scene) {
    return new ActionsDecorator(reference) {
      @Override
      public void openTerms(String title, String url) {
        super.openTerms(title, "");
      }
    };
  }
}
