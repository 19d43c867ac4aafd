package app.quhao.mutants.mapping;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.HttpAnswer;
import com.cmic.gen.sdk.net.Transport;

final class StatusIgnored implements Parts {
  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> new HttpAnswer(200, reference.send(request, route).body);
  }
}
