package app.quhao.mutants.page;

import app.quhao.decorators.ActionsDecorator;
import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageScene;

/** On a page that the system makes anew, the consent of before still counts. */
final class ConsentOutlivesChange implements Parts {
  private volatile boolean wasGiven;

  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void start(CallRequest request) {
        wasGiven = false;
        super.start(request);
      }
    };
  }

  @Override
  public PageActions pageActions(PageActions reference, PageScene scene) {
    boolean wasGivenBefore = wasGiven;
    return new ActionsDecorator(reference) {
      @Override
      public void changeConsent(boolean isChecked) {
        wasGiven |= isChecked;
        super.changeConsent(isChecked);
      }

      @Override
      public void press() {
        if (wasGivenBefore) {
          scene.view.setConsented(true);
        }
        super.press();
      }
    };
  }
}
