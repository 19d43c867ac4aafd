package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class RequestCodeMinusOne implements Policies {
  @Override
  public int requestCode(int own, int newest) {
    return -1;
  }
}
