package app.quhao.mutants.page;

import app.quhao.decorators.ListenersDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageListeners;

final class ConsentChangeSilent implements Parts {
  @Override
  public PageListeners pageListeners(PageListeners reference) {
    return new ListenersDecorator(reference) {
      @Override
      public void onConsentChanged(boolean isChecked) {}
    };
  }
}
