package app.quhao.handset.host.sandbox;

import java.util.Map;
import org.robolectric.annotation.Config;
import org.robolectric.annotation.ConscryptMode;
import org.robolectric.annotation.GraphicsMode;
import org.robolectric.annotation.LooperMode;
import org.robolectric.annotation.SQLiteMode;
import org.robolectric.annotation.experimental.LazyApplication;
import org.robolectric.pluginapi.config.ConfigurationStrategy;

/**
 * The Robolectric modes of a handset: a main thread that loops by itself, native graphics and
 * SQLite, and the JDK's TLS.
 */
public final class Modes implements ConfigurationStrategy.Configuration {
  /** 720 x 1440 pixels at 320 dpi. */
  private static final String SCREEN = "zh-rCN-w360dp-h720dp-port-notnight-xhdpi";

  private final Map<Class<?>, Object> modes =
      Map.of(
          ConscryptMode.Mode.class, ConscryptMode.Mode.OFF,
          LooperMode.Mode.class, LooperMode.Mode.INSTRUMENTATION_TEST,
          // The app's data folder must be set before the Application is created.
          LazyApplication.LazyLoad.class, LazyApplication.LazyLoad.ON,
          GraphicsMode.Mode.class, GraphicsMode.Mode.NATIVE,
          SQLiteMode.Mode.class, SQLiteMode.Mode.NATIVE,
          Config.class, new Config.Builder().setQualifiers(SCREEN).build());

  @Override
  public <T> T get(Class<T> type) {
    return type.cast(modes.get(type));
  }

  @Override
  public java.util.Set<Class<?>> keySet() {
    return modes.keySet();
  }

  @Override
  public Map<Class<?>, Object> map() {
    return modes;
  }
}
