package app.quhao.runtimesample;

import android.app.Activity;

/** Not exported: the shell may not start it. */
public final class PrivateActivity extends Activity {}
