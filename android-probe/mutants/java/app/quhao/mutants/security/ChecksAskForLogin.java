package app.quhao.mutants.security;

import com.cmic.gen.sdk.flow.Capabilities;
import com.cmic.gen.sdk.flow.Parts;

final class ChecksAskForLogin implements Parts {
  @Override
  public Capabilities capabilities(Capabilities reference) {
    return api -> "login";
  }
}
