package app.quhao.runtimesample;

/** Not exported. */
public final class PrivateReceiver extends ManifestReceiver {}
