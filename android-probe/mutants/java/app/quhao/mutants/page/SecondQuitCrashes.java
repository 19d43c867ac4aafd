package app.quhao.mutants.page;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.PageOpener;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import java.util.concurrent.atomic.AtomicInteger;

final class SecondQuitCrashes implements Parts {
  private final AtomicInteger quits = new AtomicInteger();

  @Override
  public PageOpener pageOpener(PageOpener reference) {
    return () -> {
      quits.set(0);
      reference.open();
    };
  }

  /** Throws at the second quit of a page where nothing else was called in between. */
  @Override
  public SdkApi api(SdkApi reference) {
    forgive();
    return new ApiDecorator(reference) {
      @Override
      public void deleteScrip() {
        forgive();
        super.deleteScrip();
      }

      @Override
      public void quit() {
        super.quit();
        if (quits.incrementAndGet() == 2) {
          throw new IllegalStateException("the page is gone");
        }
      }
    };
  }

  private void forgive() {
    quits.set(2);
  }
}
