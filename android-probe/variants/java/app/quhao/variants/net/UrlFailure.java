package app.quhao.variants.net;

import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Which failure an exception of HttpURLConnection is. */
final class UrlFailure {
  private UrlFailure() {}

  static FailureException of(IOException error) {
    return new FailureException(row(error), error);
  }

  private static Failure row(IOException error) {
    String text = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
    if (error instanceof SocketTimeoutException) {
      return Failure.TIMEOUT;
    }
    if (error instanceof SSLException) {
      return isAboutChain(error) ? Failure.CERTIFICATE : Failure.TLS;
    }
    if (error instanceof UnknownHostException || error instanceof ConnectException) {
      return Failure.UNREACHABLE;
    }
    if (text.contains("not permitted") || text.contains("eperm") || text.contains("denied")) {
      return Failure.SOCKET_REFUSED;
    }
    // A JDK says "end of file", Android "end of stream".
    if (text.contains("unexpected end of")) {
      return Failure.EOF;
    }
    boolean isCut = text.contains("premature") || text.contains("invalid http");
    return isCut ? Failure.UNPARSABLE : Failure.RESET;
  }

  private static boolean isAboutChain(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof CertPathValidatorException) {
        return true;
      }
    }
    return false;
  }
}
