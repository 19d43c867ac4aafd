package app.quhao.variants.page;

import android.app.AlertDialog;
import android.view.View;
import app.quhao.decorators.ActionsDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageScene;

final class ConsentDialog implements Parts {
  @Override
  public PageActions pageActions(PageActions reference, PageScene scene) {
    return new ActionsDecorator(reference) {
      @Override
      public void press() {
        super.press();
        if (!scene.view.isConsented()) {
          ask(scene, inner);
        }
      }
    };
  }

  private static void ask(PageScene scene, PageActions actions) {
    AlertDialog dialog =
        new AlertDialog.Builder(scene.activity)
            .setMessage("请阅读并同意服务条款")
            .setNegativeButton("取消", null)
            .setPositiveButton(
                "同意",
                (shown, which) -> {
                  scene.view.setConsented(true);
                  actions.press();
                })
            .create();
    dialog.show();
    dismissWith(scene.view.root(), dialog);
  }

  /** A dialog must not outlive its page. */
  private static void dismissWith(View page, AlertDialog dialog) {
    page.addOnAttachStateChangeListener(
        new View.OnAttachStateChangeListener() {
          @Override
          public void onViewAttachedToWindow(View view) {}

          @Override
          public void onViewDetachedFromWindow(View view) {
            dialog.dismiss();
          }
        });
  }
}
