package app.quhao.runtimesample;

import android.app.Application;
import android.content.ContentProvider;
import android.content.ContentValues;
import android.database.Cursor;
import android.net.Uri;

/** Is made in another process only. */
public final class OtherProvider extends ContentProvider {
  @Override
  public boolean onCreate() {
    Answer.log("other provider", Application::getProcessName);
    return true;
  }

  @Override
  public Cursor query(Uri uri, String[] columns, String selection, String[] values, String order) {
    return null;
  }

  @Override
  public String getType(Uri uri) {
    return null;
  }

  @Override
  public Uri insert(Uri uri, ContentValues values) {
    return null;
  }

  @Override
  public int delete(Uri uri, String selection, String[] values) {
    return 0;
  }

  @Override
  public int update(Uri uri, ContentValues values, String selection, String[] arguments) {
    return 0;
  }
}
