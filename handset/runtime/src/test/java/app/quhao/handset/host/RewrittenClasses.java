package app.quhao.handset.host;

import app.quhao.handset.host.MethodRewriter.Rewriting;
import java.io.IOException;
import java.io.InputStream;

/** Loads the classes within a test, which are the code of an app, a second time and rewritten. */
public final class RewrittenClasses extends ClassLoader {
  private final String prefix;
  private final Rewriting[] rewritings;

  private RewrittenClasses(Class<?> app, Rewriting... rewritings) {
    super(app.getClassLoader());
    prefix = app.getNestHost().getName() + "$";
    this.rewritings = rewritings;
  }

  public static Class<?> load(Class<?> app, Rewriting... rewritings)
      throws ClassNotFoundException {
    return new RewrittenClasses(app, rewritings).loadClass(app.getName());
  }

  public static byte[] contentOf(Class<?> type) throws IOException {
    String file = type.getName().replace('.', '/') + ".class";
    try (InputStream in = ClassLoader.getSystemResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(prefix)) {
      return super.loadClass(name, resolve);
    }
    Class<?> loaded = findLoadedClass(name);
    if (loaded != null) {
      return loaded;
    }
    try {
      byte[] content = contentOf(Class.forName(name, false, getParent()));
      byte[] rewritten = MethodRewriter.rewrite(content, rewritings);
      return defineClass(name, rewritten, 0, rewritten.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
