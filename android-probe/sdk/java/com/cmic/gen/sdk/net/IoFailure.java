package com.cmic.gen.sdk.net;

import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Which failure an exception of java.net is. */
final class IoFailure {
  private IoFailure() {}

  static FailureException of(IOException e) {
    return new FailureException(row(e), e);
  }

  private static Failure row(IOException e) {
    if (e instanceof SocketTimeoutException) {
      return Failure.TIMEOUT;
    }
    if (e instanceof SSLException) {
      return tlsRow((SSLException) e);
    }
    if (isDenied(e)) {
      return Failure.SOCKET_REFUSED;
    }
    if (e instanceof EOFException) {
      return Failure.EOF;
    }
    if (e instanceof ConnectException) {
      return Failure.UNREACHABLE;
    }
    return Failure.RESET;
  }

  private static Failure tlsRow(SSLException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof CertPathValidatorException) {
        return Failure.CERTIFICATE;
      }
      if (cause instanceof SocketTimeoutException) {
        return Failure.TIMEOUT;
      }
      if (cause instanceof EOFException) {
        return Failure.EOF;
      }
    }
    return Failure.TLS;
  }

  /** EPERM and EACCES reach Java as text only. */
  private static boolean isDenied(IOException e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("eperm")
        || text.contains("eacces")
        || text.contains("not permitted")
        || text.contains("denied");
  }
}
