package com.cmic.gen.sdk.net;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import com.cmic.gen.sdk.gateway.Endpoint;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** TLS against a real server: the bundled root and the host's name both count. */
public final class TrustedRootTest {
  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  private static final char[] PASSWORD = "password".toCharArray();

  private static KeyStore named;
  private static KeyStore other;

  @BeforeClass
  public static void makeCertificates() throws Exception {
    named = certificate("named", "token.gateway.test");
    other = certificate("other", "token.gateway.test");
  }

  @Test
  public void trustsAServerOfTheRoot() throws Exception {
    try (Peer peer = server(named)) {
      assertEquals(200, send(named, endpoint("token.gateway.test", peer)).status);
    }
  }

  @Test
  public void refusesAServerOfAnotherRoot() throws Exception {
    try (Peer peer = server(other)) {
      assertEquals(Failure.CERTIFICATE, failure(named, endpoint("token.gateway.test", peer)));
    }
  }

  @Test
  public void refusesAServerOfAnotherName() throws Exception {
    try (Peer peer = server(named)) {
      assertEquals(Failure.CERTIFICATE, failure(named, endpoint("another.gateway.test", peer)));
    }
  }

  @Test
  public void aPeerThatClosesInTheHandshakeIsEof() throws Exception {
    try (Peer peer = new Peer((socket, closed) -> socket.getInputStream().read())) {
      Failure failure = failure(named, endpoint("token.gateway.test", peer));
      // One byte of the greeting was read: the rest makes the close a reset.
      assertEquals(
          true, failure == Failure.EOF || failure == Failure.RESET || failure == Failure.TLS);
    }
  }

  @Test
  public void namesWhatIsWrongWithARoot() {
    assertThrows(IllegalArgumentException.class, () -> TrustedRoot.ofPem("nothing"));
    assertThrows(
        IllegalArgumentException.class,
        () -> TrustedRoot.ofPem("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"));
  }

  private static Failure failure(KeyStore root, Endpoint endpoint) {
    return assertThrows(FailureException.class, () -> send(root, endpoint)).failure;
  }

  private static HttpAnswer send(KeyStore root, Endpoint endpoint) throws Exception {
    String base64 = Base64.getMimeEncoder().encodeToString(root.getCertificate("key").getEncoded());
    String pem = "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    Tenure tenure = new Tenure(Limit.in(10_000), new CallResources());
    SecureSockets secure = new VerifiedTls(TrustedRoot.ofPem(pem));
    return new HttpPost()
        .send(
            new HttpRequest(endpoint, "/", new byte[0]),
            new Route(new LoopbackBearer(), secure, tenure));
  }

  private static Endpoint endpoint(String host, Peer peer) {
    return Endpoint.of("https://" + host + ":" + peer.port());
  }

  private static Peer server(KeyStore keys) throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return new Peer(
        context.getServerSocketFactory().createServerSocket(0, 8, InetAddress.getLoopbackAddress()),
        Peer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
  }

  private static KeyStore certificate(String file, String host) throws Exception {
    File path = new File(FOLDER.getRoot(), file + ".p12");
    Process keytool =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/keytool",
                "-genkeypair",
                "-keystore",
                path.getPath(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-alias",
                "key",
                "-keyalg",
                "EC",
                "-dname",
                "CN=quhao test " + file,
                "-ext",
                "san=dns:" + host)
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertEquals("keytool's exit code", 0, keytool.waitFor());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(path)) {
      store.load(in, PASSWORD);
    }
    return store;
  }
}
