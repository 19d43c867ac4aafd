package app.quhao.runtimesample;

/** Its manifest entry says that it handles a rotation itself. */
public final class ConfigChangesActivity extends RotationActivity {}
