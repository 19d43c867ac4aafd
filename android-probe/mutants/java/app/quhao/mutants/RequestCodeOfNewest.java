package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class RequestCodeOfNewest implements Policies {
  @Override
  public int requestCode(int own, int newest) {
    return newest;
  }
}
