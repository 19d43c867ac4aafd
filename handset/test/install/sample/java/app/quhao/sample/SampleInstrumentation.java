package app.quhao.sample;

import android.app.Instrumentation;

public final class SampleInstrumentation extends Instrumentation {}
