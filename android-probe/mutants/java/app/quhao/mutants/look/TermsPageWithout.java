package app.quhao.mutants.look;

import android.view.View;
import app.quhao.decorators.ActionsDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageScene;

final class TermsPageWithout implements Parts {
  private final int part;

  TermsPageWithout(int part) {
    this.part = part;
  }

  @Override
  public PageActions pageActions(PageActions reference, PageScene scene) {
    return new ActionsDecorator(reference) {
      @Override
      public void openTerms(String title, String url) {
        super.openTerms(title, url);
        View shown = scene.view.root().findViewById(part);
        if (shown != null) {
          shown.setVisibility(View.GONE);
        }
      }
    };
  }
}
