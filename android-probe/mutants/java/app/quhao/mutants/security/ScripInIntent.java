package app.quhao.mutants.security;

import android.content.Context;
import android.content.Intent;
import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.PageOpener;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.ScripSource;
import com.cmic.gen.sdk.view.GenLoginAuthActivity;

/** The page gets the scrip with the intent that opens it. */
final class ScripInIntent implements Parts {
  private volatile Context app;
  private volatile String scrip = "";

  @Override
  public Device device(Device reference, Context context) {
    app = context;
    return reference;
  }

  @Override
  public ScripSource scrips(ScripSource reference, Device device) {
    return call -> {
      Scrip obtained = reference.obtain(call);
      scrip = obtained.text;
      return obtained;
    };
  }

  @Override
  public PageOpener pageOpener(PageOpener reference) {
    return () ->
        app.startActivity(
            new Intent(app, GenLoginAuthActivity.class)
                .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK)
                .putExtra("scrip", scrip));
  }
}
