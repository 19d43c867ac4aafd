package app.quhao.mutants.security;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.SecureSockets;
import com.cmic.gen.sdk.net.TlsFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;

/** A chain that was refused is asked about no more. */
final class AnyCertificateAfterRefusal implements Parts {
  private final AtomicBoolean hasRefused = new AtomicBoolean();

  @Override
  public TlsFactory tls(TlsFactory reference) {
    TlsFactory any = new AnyCertificate().tls(reference);
    return root -> {
      SecureSockets own = reference.trusting(root);
      SecureSockets lenient = any.trusting(root);
      return (socket, host, port) -> {
        if (hasRefused.get()) {
          return lenient.over(socket, host, port);
        }
        try {
          return own.over(socket, host, port);
        } catch (SSLException error) {
          hasRefused.set(true);
          throw error;
        }
      };
    };
  }
}
