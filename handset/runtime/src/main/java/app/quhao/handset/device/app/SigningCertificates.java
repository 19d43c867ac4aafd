package app.quhao.handset.device.app;

import android.content.pm.PackageInfo;
import android.content.pm.Signature;
import android.content.pm.SigningInfo;
import android.util.apk.ApkSignatureSchemeV2Verifier;
import android.util.apk.ApkSignatureSchemeV3Verifier;
import android.util.apk.SignatureNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowSigningInfo;

/**
 * Adds the APK's certificates to PackageManager, which Robolectric does not do. The installer has
 * verified the signature; here it is only read.
 */
final class SigningCertificates {
  private SigningCertificates() {}

  static void fill(PackageInfo info, Path apk) throws IOException, CertificateEncodingException {
    X509Certificate[] certificates = read(apk.toString());
    Signature[] signatures = new Signature[certificates.length];
    for (int i = 0; i < signatures.length; i++) {
      signatures[i] = new Signature(certificates[i].getEncoded());
    }
    info.signatures = signatures;
    info.signingInfo = new SigningInfo();
    Shadow.<ShadowSigningInfo>extract(info.signingInfo).setSignatures(signatures);
  }

  private static X509Certificate[] read(String apk) throws IOException {
    try {
      return ApkSignatureSchemeV3Verifier.unsafeGetCertsWithoutVerification(apk).certs;
    } catch (SignatureNotFoundException noV3) {
      return readV2(apk, noV3);
    }
  }

  private static X509Certificate[] readV2(String apk, SignatureNotFoundException noV3)
      throws IOException {
    try {
      X509Certificate[][] signers =
          ApkSignatureSchemeV2Verifier.unsafeGetCertsWithoutVerification(apk);
      X509Certificate[] own = new X509Certificate[signers.length];
      for (int i = 0; i < own.length; i++) {
        own[i] = signers[i][0];
      }
      return own;
    } catch (SignatureNotFoundException noV2) {
      noV2.addSuppressed(noV3);
      throw new IOException("The APK has no v2 or v3 signature: " + apk, noV2);
    }
  }
}
