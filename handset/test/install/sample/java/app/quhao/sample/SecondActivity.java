package app.quhao.sample;

import android.app.Activity;

public final class SecondActivity extends Activity {}
