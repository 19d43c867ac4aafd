package app.quhao.probe;

import android.content.Context;
import android.content.pm.PackageInfo;
import android.content.pm.PackageManager;
import android.content.pm.Signature;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The signing certificate as this process's package manager reports it. */
public final class Certificate {
  private Certificate() {}

  /** 32 lower-case hex. */
  @SuppressWarnings("deprecation") // GET_SIGNING_CERTIFICATES came with API 28.
  public static String md5(Context context) {
    try {
      PackageInfo info =
          context
              .getPackageManager()
              .getPackageInfo(context.getPackageName(), PackageManager.GET_SIGNATURES);
      Signature[] signatures = info.signatures;
      if (signatures == null || signatures.length == 0) {
        throw new IllegalStateException("the package manager names no signing certificate");
      }
      return hex(MessageDigest.getInstance("MD5").digest(signatures[0].toByteArray()));
    } catch (PackageManager.NameNotFoundException | NoSuchAlgorithmException error) {
      throw new IllegalStateException("cannot read the signing certificate", error);
    }
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
    return text.toString();
  }
}
