package app.quhao.mutants.page;

import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.MainThread;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

/** What quitAuthActivity() ends is looked up when the main thread gets to it. */
final class QuitKillsNext implements Parts {
  private final MainThread mainThread = new MainThread();

  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void quit() {
        mainThread.post(super::quit);
      }
    };
  }
}
