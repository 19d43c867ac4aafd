package app.quhao.runtimesample;

import android.app.Activity;

/** Has a process of its own. */
public final class OtherActivity extends Activity {}
