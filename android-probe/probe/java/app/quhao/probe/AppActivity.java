package app.quhao.probe;

import android.app.Activity;

/** The screen of an app that calls the SDK: an SDK whose login asks for an Activity gets this. */
public final class AppActivity extends Activity {}
