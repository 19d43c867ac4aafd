package app.quhao.handset.device.app;

import android.content.ContentValues;
import android.content.SearchRecentSuggestionsProvider;
import android.content.pm.ProviderInfo;
import android.database.Cursor;
import android.net.Uri;
import android.os.Bundle;
import android.os.ParcelFileDescriptor;

/**
 * Stands for a provider of another process: every call throws, by name. It extends a provider that
 * is not abstract, because javac takes Robolectric's synthetic methods of ContentProvider for
 * missing.
 */
final class ElsewhereProvider extends SearchRecentSuggestionsProvider {
  private final PackageProcesses processes;
  private final ProviderInfo info;

  ElsewhereProvider(PackageProcesses processes, ProviderInfo info) {
    this.processes = processes;
    this.info = info;
  }

  private <T> T refuse(String method) {
    processes.requireOwn(info, "ContentResolver." + method);
    throw new IllegalStateException("Not a provider of another process: " + info.name);
  }

  @Override
  public boolean onCreate() {
    return true;
  }

  @Override
  public Cursor query(
      Uri uri, String[] projection, String selection, String[] arguments, String order) {
    return refuse("query");
  }

  @Override
  public String getType(Uri uri) {
    return refuse("getType");
  }

  @Override
  public Uri insert(Uri uri, ContentValues values) {
    return refuse("insert");
  }

  @Override
  public int delete(Uri uri, String selection, String[] arguments) {
    return this.<Integer>refuse("delete");
  }

  @Override
  public int update(Uri uri, ContentValues values, String selection, String[] arguments) {
    return this.<Integer>refuse("update");
  }

  @Override
  public Bundle call(String method, String argument, Bundle extras) {
    return refuse("call");
  }

  @Override
  public ParcelFileDescriptor openFile(Uri uri, String mode) {
    return refuse("openFile");
  }
}
