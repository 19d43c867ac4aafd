package app.quhao.mutants.security;

import android.content.Context;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.TokenSource;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

final class TokenAtRest implements Parts {
  private volatile File file;

  @Override
  public Device device(Device reference, Context context) {
    file = new File(context.getFilesDir(), "last-login");
    return reference;
  }

  @Override
  public TokenSource tokens(TokenSource reference) {
    return (call, scrip) -> {
      String token = reference.obtain(call, scrip);
      try (FileOutputStream out = new FileOutputStream(file)) {
        out.write((scrip.text + " " + token).getBytes(StandardCharsets.UTF_8));
      } catch (IOException error) {
        throw new FailureException(Failure.INTERNAL, error);
      }
      return token;
    };
  }
}
