package app.quhao.handset.host.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import javax.inject.Inject;
import javax.inject.Named;
import org.robolectric.internal.AndroidSandbox;
import org.robolectric.internal.bytecode.ClassInstrumentor;
import org.robolectric.internal.bytecode.InstrumentationConfiguration;
import org.robolectric.pluginapi.Sdk;

/**
 * Searches Android's classes first, then the app's, then the runtime's. Registered in
 * META-INF/services, because the sandbox does not see a binding of our injector.
 */
public final class AppClassLoader extends AndroidSandbox.SdkSandboxClassLoader {
  private final AppJars jars;

  @Inject
  public AppClassLoader(
      InstrumentationConfiguration configuration,
      @Named("runtimeSdk") Sdk sdk,
      ClassInstrumentor instrumentor,
      AppJars jars) {
    super(configuration, sdk, instrumentor);
    this.jars = jars;
  }

  /** As on a phone: apps print it, and some look for the path of their APK in it. */
  @Override
  public String toString() {
    return "dalvik.system.PathClassLoader[DexPathList[["
        + jars
        + "],nativeLibraryDirectories=[/system/lib64, /system_ext/lib64]]]";
  }

  @Override
  protected InputStream getClassBytesFromAlternateClassLoader(String resource) {
    return TestEnvironmentClass.is(resource) ? TestEnvironmentClass.open() : jars.open(resource);
  }

  /** The app's after the platform's. ServiceLoader finds implementations so. */
  @Override
  public Enumeration<URL> findResources(String name) throws IOException {
    List<URL> all = Collections.list(super.findResources(name));
    all.addAll(jars.findAll(name));
    return Collections.enumeration(all);
  }

  @Override
  protected URL getResourceUrl(String name) {
    URL ofApp = jars.find(name);
    return ofApp == null ? super.getResourceUrl(name) : ofApp;
  }
}
