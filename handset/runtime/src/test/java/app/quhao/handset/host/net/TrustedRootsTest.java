package app.quhao.handset.host.net;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class TrustedRootsTest {
  private static final String STORE = "javax.net.ssl.trustStore";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @After
  public void forget() {
    for (String property : new String[] {STORE, STORE + "Type", STORE + "Password"}) {
      System.clearProperty(property);
    }
  }

  @Test
  public void leavesTheDefaultWhereNoRootWasAdded() throws Exception {
    Path roots = folder.newFile("none.pem").toPath();
    TrustedRoots.install(roots, folder.getRoot().toPath());
    assertNull(System.getProperty(STORE));
  }

  @Test
  public void addsARootToThoseOfTheJdk() throws Exception {
    int before = trusted().length;
    Path roots = Path.of("src", "test", "resources", "added-root.pem");
    TrustedRoots.install(roots, folder.getRoot().toPath());
    X509Certificate[] after = trusted();
    assertEquals(before + 1, after.length);
    assertTrue(
        Arrays.stream(after)
            .anyMatch(root -> root.getSubjectX500Principal().getName().contains("another root")));
    assertTrue(Files.exists(Path.of(System.getProperty(STORE))));
  }

  private static X509Certificate[] trusted() throws Exception {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers();
  }
}
