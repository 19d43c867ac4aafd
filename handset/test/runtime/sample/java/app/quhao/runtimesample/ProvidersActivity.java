package app.quhao.runtimesample;

import android.app.Activity;
import android.content.ContentResolver;
import android.content.ContentValues;
import android.content.Intent;
import android.net.Uri;
import android.os.Bundle;
import android.os.Environment;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;

/** Asks providers that are there and one that is not, and uses the shared storage. */
public final class ProvidersActivity extends Activity {
  private static final Uri OWN = Uri.parse("content://app.quhao.runtimesample.files/a.txt");
  private static final Uri NONE = Uri.parse("content://none.such/x");

  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    ContentResolver resolver = getContentResolver();
    ContentValues values = new ContentValues();
    Answer.log("insert", () -> resolver.insert(NONE, values));
    Answer.log("bulk", () -> resolver.bulkInsert(NONE, new ContentValues[] {values}));
    Answer.log("delete", () -> resolver.delete(NONE, null, null));
    Answer.log("update", () -> resolver.update(NONE, values, null, null));
    Answer.log("call", () -> resolver.call(NONE, "m", null, null));
    Answer.log("batch", () -> resolver.applyBatch("none.such", new ArrayList<>()).length);
    Answer.log("read", () -> resolver.openInputStream(NONE));
    Answer.log("write", () -> resolver.openOutputStream(NONE));
    Answer.log("query", () -> resolver.query(NONE, null, null, null, null));
    Answer.log("take", () -> take(resolver));
    Answer.log("own", () -> resolver.insert(OWN, values));
    Answer.log("own file", () -> writeAndRead(resolver));
    storage();
    Answer.log("done", () -> true);
  }

  private static Object take(ContentResolver resolver) {
    resolver.takePersistableUriPermission(OWN, Intent.FLAG_GRANT_READ_URI_PERMISSION);
    return "taken";
  }

  private static String writeAndRead(ContentResolver resolver) throws Exception {
    try (OutputStream out = resolver.openOutputStream(OWN)) {
      out.write("kept".getBytes("UTF-8"));
    }
    try (InputStream in = resolver.openInputStream(OWN)) {
      return new String(in.readAllBytes(), "UTF-8");
    }
  }

  private void storage() {
    Answer.log("storage", Environment::getExternalStorageDirectory);
    Answer.log(
        "state",
        () -> Environment.getExternalStorageState() + " " + Environment.isExternalStorageEmulated());
    Answer.log("external files", () -> getExternalFilesDir(null));
    Answer.log("external cache", this::getExternalCacheDir);
    Answer.log("external written", this::writeExternal);
    Answer.log(
        "root written",
        () -> new FileOutputStream(new File(Environment.getExternalStorageDirectory(), ".id")));
  }

  private String writeExternal() throws Exception {
    File file = new File(getExternalFilesDir("logs"), "a.log");
    try (FileOutputStream out = new FileOutputStream(file)) {
      out.write("logged".getBytes("UTF-8"));
    }
    try (FileInputStream in = new FileInputStream(file)) {
      return new String(in.readAllBytes(), "UTF-8");
    }
  }
}
