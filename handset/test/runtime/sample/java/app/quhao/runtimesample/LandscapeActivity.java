package app.quhao.runtimesample;

/** Its manifest entry asks for landscape. */
public final class LandscapeActivity extends RotationActivity {}
