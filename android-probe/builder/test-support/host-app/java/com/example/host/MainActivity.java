package com.example.host;

import android.app.Activity;

public final class MainActivity extends Activity {}
