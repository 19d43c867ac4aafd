package app.quhao.variants.page;

import android.content.Context;
import android.view.View;
import android.widget.ProgressBar;
import app.quhao.decorators.ActionsDecorator;
import app.quhao.decorators.ListenersDecorator;
import app.quhao.decorators.PageFinder;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageListeners;
import com.cmic.gen.sdk.view.PageScene;

final class ProgressAfterPress implements Parts {
  private ProgressBar bar;

  @Override
  public PageActions pageActions(PageActions reference, PageScene scene) {
    return new ActionsDecorator(reference) {
      @Override
      public void press() {
        super.press();
        if (!scene.view.isPressable()) {
          show(scene);
        }
      }
    };
  }

  @Override
  public PageListeners pageListeners(PageListeners reference) {
    return new ListenersDecorator(reference) {
      @Override
      public void onPressComplete(Context context) {
        if (bar != null) {
          bar.setVisibility(View.GONE);
        }
        super.onPressComplete(context);
      }
    };
  }

  private void show(PageScene scene) {
    PageFinder page = new PageFinder(scene.activity, scene.view.root());
    bar = new ProgressBar(scene.activity);
    page.cling(bar, page.button(), 8);
  }
}
