package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class FirstSlot implements Policies {
  @Override
  public boolean asksDataSim() {
    return false;
  }
}
