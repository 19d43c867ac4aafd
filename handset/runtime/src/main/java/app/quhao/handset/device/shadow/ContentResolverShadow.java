package app.quhao.handset.device.shadow;

import android.content.ContentProviderOperation;
import android.content.ContentProviderResult;
import android.content.ContentResolver;
import android.content.ContentValues;
import android.content.OperationApplicationException;
import android.net.Uri;
import android.os.Bundle;
import android.os.Process;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowContentResolver;

/**
 * Refuses what no provider answers in the words of AOSP's ContentResolver. Robolectric answers as if
 * it had been done.
 */
@Implements(ContentResolver.class)
public final class ContentResolverShadow extends ShadowContentResolver {
  @Implementation
  @Override
  protected Uri insert(Uri uri, ContentValues values) {
    requireProvider(uri, "URL");
    return super.insert(uri, values);
  }

  @Implementation
  @Override
  protected int bulkInsert(Uri uri, ContentValues[] values) {
    requireProvider(uri, "URL");
    return super.bulkInsert(uri, values);
  }

  @Implementation
  @Override
  protected int delete(Uri uri, String where, String[] arguments) {
    requireProvider(uri, "URL");
    return super.delete(uri, where, arguments);
  }

  @Implementation
  @Override
  protected int update(Uri uri, ContentValues values, String where, String[] arguments) {
    requireProvider(uri, "URI");
    return super.update(uri, values, where, arguments);
  }

  @Implementation
  @Override
  protected Bundle call(Uri uri, String method, String argument, Bundle extras) {
    requireAuthority(uri.getAuthority());
    return super.call(uri, method, argument, extras);
  }

  @Implementation
  @Override
  protected ContentProviderResult[] applyBatch(
      String authority, ArrayList<ContentProviderOperation> operations)
      throws OperationApplicationException {
    requireAuthority(authority);
    return super.applyBatch(authority, operations);
  }

  @Implementation
  @Override
  protected InputStream openInputStream(Uri uri) throws FileNotFoundException {
    boolean isFile =
        ContentResolver.SCHEME_FILE.equals(uri.getScheme())
            || ContentResolver.SCHEME_ANDROID_RESOURCE.equals(uri.getScheme());
    if (!isFile && acquireUnstableProvider(uri) == null) {
      throw new FileNotFoundException("No content provider: " + uri);
    }
    return super.openInputStream(uri);
  }

  /** Robolectric returns a stream that goes nowhere when the file cannot be opened. */
  @Implementation
  @Override
  protected OutputStream openOutputStream(Uri uri) throws FileNotFoundException {
    return openOutputStream(uri, "w");
  }

  /** Nothing on the handset grants a permission for a URI that lasts. */
  @Implementation
  @Override
  protected void takePersistableUriPermission(Uri uri, int flags) {
    throw new SecurityException("No persistable permission grants found for " + grant(uri));
  }

  @Implementation
  @Override
  protected void releasePersistableUriPermission(Uri uri, int flags) {
    throw new SecurityException("No permission grants found for " + grant(uri));
  }

  private static String grant(Uri uri) {
    return "UID " + Process.myUid() + " and Uri " + uri + " [user 0]";
  }

  private void requireProvider(Uri uri, String kind) {
    if (acquireUnstableProvider(uri) == null) {
      throw new IllegalArgumentException("Unknown " + kind + " " + uri);
    }
  }

  private void requireAuthority(String authority) {
    if (acquireUnstableProvider(authority) == null) {
      throw new IllegalArgumentException("Unknown authority " + authority);
    }
  }
}
