package app.quhao.mutants.result;

import com.cmic.gen.sdk.flow.MessageIds;
import com.cmic.gen.sdk.flow.Parts;
import java.util.concurrent.atomic.AtomicReference;

final class OneMessageId implements Parts {
  private final AtomicReference<String> only = new AtomicReference<>();

  @Override
  public MessageIds messageIds(MessageIds reference) {
    return () -> {
      only.compareAndSet(null, reference.next());
      return only.get();
    };
  }
}
