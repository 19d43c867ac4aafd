package app.quhao.probe.adapter;

import android.content.Context;
import android.content.pm.PackageManager;
import android.os.Bundle;
import app.quhao.probe.server.ProbeError;

/** What the APK's manifest says of the SDK inside, as meta-data of the application. */
public final class BuildFacts {
  private static final String ADAPTER = "app.quhao.probe.adapter";
  private static final String SUBJECT = "app.quhao.probe.subject";

  /** The adapter's class; null where the manifest names none. */
  public final String adapterClass;

  /** The file that the SDK came from; null where it is not known. */
  public final String subject;

  private BuildFacts(Bundle metaData) {
    adapterClass = metaData.getString(ADAPTER);
    subject = metaData.getString(SUBJECT);
  }

  public static BuildFacts read(Context context) throws ProbeError {
    try {
      Bundle metaData =
          context
              .getPackageManager()
              .getApplicationInfo(context.getPackageName(), PackageManager.GET_META_DATA)
              .metaData;
      return new BuildFacts(metaData == null ? Bundle.EMPTY : metaData);
    } catch (PackageManager.NameNotFoundException error) {
      throw ProbeError.probeFault(error);
    }
  }
}
