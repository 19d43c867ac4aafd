package app.quhao.handset.device.shadow;

import android.webkit.MimeTypeMap;
import org.robolectric.annotation.Implements;

/** Replaces nothing: Robolectric's map is empty, and the framework's own reads the platform's table. */
@Implements(MimeTypeMap.class)
public final class MimeTypeMapShadow {}
