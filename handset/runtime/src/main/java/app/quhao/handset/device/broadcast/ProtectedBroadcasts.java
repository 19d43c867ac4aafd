package app.quhao.handset.device.broadcast;

import android.app.Application;
import android.content.res.XmlResourceParser;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.xmlpull.v1.XmlPullParser;
import org.xmlpull.v1.XmlPullParserException;

/** The actions that only the system may send: those of the framework's own manifest. */
final class ProtectedBroadcasts {
  private static final String ANDROID = "http://schemas.android.com/apk/res/android";

  /** The framework is the first of an app's assets. */
  private static final int FRAMEWORK = 1;

  private Set<String> actions;

  synchronized boolean contains(Application application, String action) {
    if (actions == null) {
      actions = read(application);
    }
    return actions.contains(action);
  }

  private static Set<String> read(Application application) {
    Set<String> names = new HashSet<>();
    try (XmlResourceParser manifest =
        application.getAssets().openXmlResourceParser(FRAMEWORK, "AndroidManifest.xml")) {
      for (int at = manifest.next(); at != XmlPullParser.END_DOCUMENT; at = manifest.next()) {
        if (at == XmlPullParser.START_TAG && "protected-broadcast".equals(manifest.getName())) {
          names.add(manifest.getAttributeValue(ANDROID, "name"));
        }
      }
    } catch (IOException | XmlPullParserException e) {
      throw new IllegalStateException("The framework's manifest cannot be read", e);
    }
    if (names.isEmpty()) {
      throw new IllegalStateException("The framework's manifest names no protected broadcast");
    }
    return names;
  }
}
