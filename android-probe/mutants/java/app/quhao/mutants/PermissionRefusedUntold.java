package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;
import com.cmic.gen.sdk.policy.ResultCode;

final class PermissionRefusedUntold implements Policies {
  @Override
  public boolean delivers(ResultCode code) {
    return code != ResultCode.PERMISSION_REFUSED;
  }
}
