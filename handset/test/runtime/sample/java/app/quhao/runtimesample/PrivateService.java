package app.quhao.runtimesample;

/** Not exported: the shell may not start it. */
public final class PrivateService extends WorkService {}
