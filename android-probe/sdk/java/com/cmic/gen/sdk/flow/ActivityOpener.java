package com.cmic.gen.sdk.flow;

import android.content.Context;
import android.content.Intent;

/** Starts the page by the name under which the app's manifest declares it (guide 1.2, step 2). */
final class ActivityOpener implements PageOpener {
  private static final String PAGE = "com.cmic.gen.sdk.view.GenLoginAuthActivity";

  private final Context context;

  ActivityOpener(Context context) {
    this.context = context;
  }

  @Override
  public void open() {
    Intent intent = new Intent();
    intent.setClassName(context, PAGE);
    intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK);
    context.startActivity(intent);
  }
}
