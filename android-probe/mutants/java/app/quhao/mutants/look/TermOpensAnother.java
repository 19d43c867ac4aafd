package app.quhao.mutants.look;

import app.quhao.decorators.ActionsDecorator;
import app.quhao.decorators.PageFinder;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageScene;
import java.util.function.IntUnaryOperator;

/** The page of an own term has its title and another one's address. */
final class TermOpensAnother implements Parts {
  private final IntUnaryOperator opened;

  /**
   * `opened` says whose address the page of a term has. They are counted from 0, which is the
   * operator's.
   */
  TermOpensAnother(IntUnaryOperator opened) {
    this.opened = opened;
  }

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
        super.openTerms(title, addressInPlaceOf(url));
      }

      private String addressInPlaceOf(String url) {
        int count = PageFinder.links(page.sentenceText()).length;
        for (int i = 0; i < count; i++) {
          if (url.equals(addressOf(i))) {
            int other = opened.applyAsInt(i);
            return other < count ? addressOf(other) : url;
          }
        }
        return url;
      }

      private String addressOf(int index) {
        asked = "";
        isAsking = true;
        PageFinder.links(page.sentenceText())[index].onClick(page.sentence());
        isAsking = false;
        return asked;
      }
    };
  }
}
