package app.quhao.runtimesample;

/** The same, at most once at the top. */
public final class FlowTopActivity extends FlowActivity {}
