package app.quhao.variants.result;

import com.cmic.gen.sdk.flow.MessageIds;
import com.cmic.gen.sdk.flow.Parts;
import java.util.UUID;

final class UuidMessageIds implements Parts {
  @Override
  public MessageIds messageIds(MessageIds reference) {
    return () -> UUID.randomUUID().toString();
  }
}
