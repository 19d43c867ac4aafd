package com.example.host;

import android.app.Application;
import com.cmic.sso.sdk.auth.AuthnHelper;

/** An app with the SDK inside, whose code holds numbers of its resources. */
public final class HostApp extends Application {
  @Override
  public void onCreate() {
    super.onCreate();
    AuthnHelper.describe(getString(R.string.host_desc));
  }
}
