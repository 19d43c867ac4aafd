package app.quhao.mutants.page;

import app.quhao.decorators.ActionsDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageScene;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/** A page that the next login takes over knows that its button was pressed. */
final class ButtonDeadAfterPress implements Parts {
  private final Set<Object> pressed = Collections.newSetFromMap(new WeakHashMap<>());

  @Override
  public PageActions pageActions(PageActions reference, PageScene scene) {
    boolean isDead = pressed.contains(scene.activity);
    return new ActionsDecorator(reference) {
      @Override
      public void press() {
        if (!isDead) {
          pressed.add(scene.activity);
          super.press();
        }
      }
    };
  }
}
