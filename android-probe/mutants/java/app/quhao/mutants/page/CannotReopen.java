package app.quhao.mutants.page;

import com.cmic.gen.sdk.flow.PageOpener;
import com.cmic.gen.sdk.flow.Parts;
import java.util.concurrent.atomic.AtomicBoolean;

final class CannotReopen implements Parts {
  private final AtomicBoolean wasOpened = new AtomicBoolean();

  @Override
  public PageOpener pageOpener(PageOpener reference) {
    return () -> {
      if (wasOpened.compareAndSet(false, true)) {
        reference.open();
      }
    };
  }
}
