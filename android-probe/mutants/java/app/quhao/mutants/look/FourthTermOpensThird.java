package app.quhao.mutants.look;

import android.text.style.ClickableSpan;
import app.quhao.decorators.ActionsDecorator;
import app.quhao.decorators.PageFinder;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageScene;

/** The page of the fourth own term has its title and the third one's address. */
final class FourthTermOpensThird implements Parts {
  /** The operator's link is the first. */
  private static final int THIRD = 3;

  private static final int FOURTH = 4;

  @Override
  public PageActions pageActions(PageActions reference, PageScene scene) {
    PageFinder page = new PageFinder(scene.activity, scene.view.root());
    return new ActionsDecorator(reference) {
      private boolean isAsking;
      private String asked = "";

      @Override
      public void openTerms(String title, String url) {
        if (isAsking) {
          asked = url;
          return;
        }
        super.openTerms(title, url.equals(addressOf(FOURTH)) ? addressOf(THIRD) : url);
      }

      /** Empty where the sentence has fewer links. */
      private String addressOf(int index) {
        ClickableSpan[] links = PageFinder.links(page.sentenceText());
        asked = "";
        if (links.length > index) {
          isAsking = true;
          links[index].onClick(page.sentence());
          isAsking = false;
        }
        return asked;
      }
    };
  }
}
