package app.quhao.runtimesample;

/** An interface whose implementation META-INF/services names. */
public interface Extension {
  final class Only implements Extension {}
}
