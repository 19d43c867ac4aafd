package app.quhao.decorators;

import android.content.Context;
import com.cmic.gen.sdk.view.AuthLoginCallBack;
import com.cmic.gen.sdk.view.PageListeners;

/** Forwards to the app's listeners of the page; a subclass changes one. */
public abstract class ListenersDecorator implements PageListeners {
  protected final PageListeners inner;

  protected ListenersDecorator(PageListeners inner) {
    this.inner = inner;
  }

  @Override
  public void onPressStart(Context context) {
    inner.onPressStart(context);
  }

  @Override
  public void onPressComplete(Context context) {
    inner.onPressComplete(context);
  }

  @Override
  public void onUncheckedPress(Context context) {
    inner.onUncheckedPress(context);
  }

  @Override
  public void askConsent(Context context, AuthLoginCallBack answer) {
    inner.askConsent(context, answer);
  }

  @Override
  public void onConsentChanged(boolean isChecked) {
    inner.onConsentChanged(isChecked);
  }

  @Override
  public void onBack() {
    inner.onBack();
  }
}
