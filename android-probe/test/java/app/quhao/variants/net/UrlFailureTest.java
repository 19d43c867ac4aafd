package app.quhao.variants.net;

import static org.junit.Assert.assertEquals;

import com.cmic.gen.sdk.policy.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.Test;

/** What HttpURLConnection throws, on a JDK and on Android. */
public final class UrlFailureTest {
  @Test
  public void namesEachException() {
    assertEquals(Failure.TIMEOUT, row(new SocketTimeoutException("Read timed out")));
    assertEquals(Failure.UNREACHABLE, row(new UnknownHostException("cm.gateway.test")));
    assertEquals(Failure.UNREACHABLE, row(new ConnectException("Connection refused")));
    assertEquals(Failure.RESET, row(new SocketException("Connection reset")));
    assertEquals(Failure.EOF, row(new SocketException("Unexpected end of file from server")));
    assertEquals(Failure.EOF, row(new IOException("unexpected end of stream on Connection")));
    assertEquals(Failure.UNPARSABLE, row(new IOException("Premature EOF")));
    assertEquals(Failure.SOCKET_REFUSED, row(new SocketException("EPERM (not permitted)")));
  }

  @Test
  public void separatesAWrongChainFromOtherTlsFailures() {
    SSLHandshakeException chain = new SSLHandshakeException("no trust");
    chain.initCause(new CertificateException("no trust"));
    assertEquals(Failure.CERTIFICATE, row(chain));
    assertEquals(Failure.TLS, row(new SSLHandshakeException("no cipher")));
  }

  private static Failure row(IOException error) {
    return UrlFailure.of(error).failure;
  }
}
