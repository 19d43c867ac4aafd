package app.quhao.handset.device.shadow;

import java.security.KeyStore;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.annotation.RealObject;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.util.ReflectionHelpers.ClassParameter;

/**
 * The platform's factory of trust managers. For its default context the JDK gives it the JDK's own
 * roots, where Android gives none, so that the app's network security config decides.
 */
@Implements(className = "android.security.net.config.RootTrustManagerFactorySpi")
public final class TrustFactoryShadow {
  private static final String JSSE = "sun.security.ssl.SSLContextImpl$Default";

  @RealObject private Object factory;

  @Implementation
  protected void engineInit(KeyStore roots) {
    boolean isOfJdk =
        StackWalker.getInstance()
            .walk(frames -> frames.anyMatch(frame -> frame.getClassName().startsWith(JSSE)));
    Shadow.directlyOn(
        factory,
        "android.security.net.config.RootTrustManagerFactorySpi",
        "engineInit",
        ClassParameter.from(KeyStore.class, isOfJdk ? null : roots));
  }
}
