package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.Policies;

final class ResetRepeated implements Policies {
  @Override
  public boolean repeatsAfter(Failure failure) {
    return failure == Failure.RESET;
  }
}
