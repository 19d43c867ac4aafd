package app.quhao.handset.device.shadow;

import android.security.net.config.SystemCertificateSource;
import app.quhao.handset.device.Handset;
import app.quhao.handset.device.trust.AnchoredTrust;
import app.quhao.handset.device.trust.DeviceRoots;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.stream.Collectors;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.annotation.RealObject;

/** The roots of the system and of the user, which a phone reads from folders. */
@Implements(className = "android.security.net.config.DirectoryCertificateSource")
public final class CertificateSourceShadow {
  @RealObject private Object source;

  @Implementation
  protected Set<X509Certificate> getCertificates() {
    DeviceRoots roots = Handset.current().services().roots();
    return source instanceof SystemCertificateSource ? roots.ofSystem() : roots.ofUser();
  }

  @Implementation
  protected X509Certificate findBySubjectAndPublicKey(X509Certificate wanted) {
    return getCertificates().stream()
        .filter(each -> each.getSubjectX500Principal().equals(wanted.getSubjectX500Principal()))
        .filter(each -> each.getPublicKey().equals(wanted.getPublicKey()))
        .findFirst()
        .orElse(null);
  }

  @Implementation
  protected X509Certificate findByIssuerAndSignature(X509Certificate issued) {
    return findAllByIssuerAndSignature(issued).stream().findFirst().orElse(null);
  }

  @Implementation
  protected Set<X509Certificate> findAllByIssuerAndSignature(X509Certificate issued) {
    return getCertificates().stream()
        .filter(each -> each.getSubjectX500Principal().equals(issued.getIssuerX500Principal()))
        .filter(each -> AnchoredTrust.hasSigned(each, issued))
        .collect(Collectors.toSet());
  }

  @Implementation
  protected void handleTrustStorageUpdate() {
    // A process reads the roots when it starts.
  }
}
