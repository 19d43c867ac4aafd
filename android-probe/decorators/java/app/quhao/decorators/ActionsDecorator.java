package app.quhao.decorators;

import com.cmic.gen.sdk.view.PageActions;

/** Forwards what the user does; a subclass changes one action. */
public abstract class ActionsDecorator implements PageActions {
  protected final PageActions inner;

  protected ActionsDecorator(PageActions inner) {
    this.inner = inner;
  }

  @Override
  public void press() {
    inner.press();
  }

  @Override
  public void changeConsent(boolean isChecked) {
    inner.changeConsent(isChecked);
  }

  @Override
  public void back() {
    inner.back();
  }

  @Override
  public void openTerms(String title, String url) {
    inner.openTerms(title, url);
  }
}
