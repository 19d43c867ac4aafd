package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class AnyCertificateAccepted implements Policies {
  @Override
  public boolean trustsAnyCertificate() {
    return true;
  }
}
