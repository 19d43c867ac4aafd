package app.quhao.mutants.circumstance;

import com.cmic.gen.sdk.flow.PageOpener;
import com.cmic.gen.sdk.flow.Parts;
import java.util.concurrent.atomic.AtomicInteger;

final class FourthPageNever implements Parts {
  private static final int MOST = 3;

  private final AtomicInteger pages = new AtomicInteger();

  @Override
  public PageOpener pageOpener(PageOpener reference) {
    return () -> {
      if (pages.incrementAndGet() <= MOST) {
        reference.open();
      }
    };
  }
}
