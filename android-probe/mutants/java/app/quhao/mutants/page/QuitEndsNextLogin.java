package app.quhao.mutants.page;

import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.MainThread;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

/** The end of a page, which comes a little after quitAuthActivity, ends whatever login there is. */
final class QuitEndsNextLogin implements Parts {
  private static final long END_OF_PAGE_MILLIS = 500;

  private final MainThread mainThread = new MainThread();

  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void quit() {
        super.quit();
        mainThread.postAfter(END_OF_PAGE_MILLIS, super::quit);
      }
    };
  }
}
