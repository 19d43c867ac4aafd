package app.quhao.handset.device.shadow;

import android.security.net.config.NetworkSecurityConfig;
import android.security.net.config.TrustAnchor;
import app.quhao.handset.device.trust.AnchoredTrust;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.annotation.RealObject;
import org.robolectric.util.ReflectionHelpers;
import org.robolectric.util.ReflectionHelpers.ClassParameter;

/**
 * Checks chains against the anchors of one network security config with the JDK's validator, since
 * Conscrypt's needs native code. The pins are checked by the framework.
 */
@Implements(className = "android.security.net.config.NetworkSecurityTrustManager")
public final class NetworkTrustShadow {
  @RealObject private Object manager;
  private NetworkSecurityConfig config;
  private AnchoredTrust trust;

  @Implementation
  protected void __constructor__(NetworkSecurityConfig of) {
    config = of;
    ReflectionHelpers.setField(manager, "mNetworkSecurityConfig", of);
  }

  private synchronized AnchoredTrust trust() throws CertificateException {
    if (trust == null) {
      Set<TrustAnchor> anchors = config.getTrustAnchors();
      trust =
          new AnchoredTrust(
              anchors.stream().map(each -> each.certificate).collect(Collectors.toSet()));
    }
    return trust;
  }

  @Implementation
  protected void checkClientTrusted(X509Certificate[] chain, String type)
      throws CertificateException {
    trust().checkClient(chain, type);
  }

  @Implementation
  protected void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    trust().checkClient(chain, type);
  }

  @Implementation
  protected void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    trust().checkClient(chain, type);
  }

  @Implementation
  protected void checkServerTrusted(X509Certificate[] chain, String type)
      throws CertificateException {
    checkPins(trust().checkServer(chain, type));
  }

  @Implementation
  protected void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkPins(trust().checkServer(chain, type, socket));
  }

  @Implementation
  protected void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkPins(trust().checkServer(chain, type, engine));
  }

  /** Returns the chain up to its anchor. */
  @Implementation
  protected List<X509Certificate> checkServerTrusted(
      X509Certificate[] chain, String type, String host) throws CertificateException {
    List<X509Certificate> trusted = trust().checkServer(chain, type);
    checkPins(trusted);
    return trusted;
  }

  private void checkPins(List<X509Certificate> trusted) throws CertificateException {
    try {
      ReflectionHelpers.callInstanceMethod(
          manager, "checkPins", ClassParameter.from(List.class, trusted));
    } catch (RuntimeException e) {
      if (e.getCause() instanceof CertificateException refused) {
        throw refused;
      }
      throw e;
    }
  }

  @Implementation
  protected X509Certificate[] getAcceptedIssuers() throws CertificateException {
    return trust().anchors();
  }

  @Implementation
  protected synchronized void handleTrustStorageUpdate() {
    trust = null;
  }
}
