package app.quhao.decorators;

import android.view.animation.Animation;
import android.widget.FrameLayout;
import com.cmic.gen.sdk.view.LoginView;
import com.cmic.gen.sdk.view.PageActions;

/** Forwards every method of the page; a subclass changes one. */
public abstract class ViewDecorator implements LoginView {
  protected final LoginView inner;

  protected ViewDecorator(LoginView inner) {
    this.inner = inner;
  }

  @Override
  public FrameLayout root() {
    return inner.root();
  }

  @Override
  public void listen(PageActions actions) {
    inner.listen(actions);
  }

  @Override
  public boolean isConsented() {
    return inner.isConsented();
  }

  @Override
  public void setConsented(boolean isConsented) {
    inner.setConsented(isConsented);
  }

  @Override
  public boolean isPressable() {
    return inner.isPressable();
  }

  @Override
  public void setPressable(boolean isPressable) {
    inner.setPressable(isPressable);
  }

  @Override
  public void showHint(String text) {
    inner.showHint(text);
  }

  @Override
  public void hideHint() {
    inner.hideHint();
  }

  @Override
  public void animateTerms(Animation animation) {
    inner.animateTerms(animation);
  }
}
