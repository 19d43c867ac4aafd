package app.quhao.probe.command;

import android.os.Build;
import android.view.View;
import android.view.ViewGroup;
import android.view.inspector.WindowInspector;
import android.webkit.WebView;
import app.quhao.probe.ProbeContext;
import app.quhao.probe.server.Command;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;
import org.json.JSONArray;

/** The addresses of pages that the app's windows show, which no view tree tells. */
final class WebPages implements Command {
  private final ProbeContext context;

  WebPages(ProbeContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "webpages";
  }

  @Override
  public String text() {
    return "lists the addresses of the web views that the app's windows show";
  }

  @Override
  public String params() {
    return "";
  }

  @Override
  public Object run(Params params) throws ProbeError {
    params.only();
    if (Build.VERSION.SDK_INT < Build.VERSION_CODES.Q) {
      throw ProbeError.unsupported("windows are listed from Android 10 on");
    }
    return OnMainThread.run(context.mainThread, WebPages::shown);
  }

  private static Object shown() {
    JSONArray addresses = new JSONArray();
    for (View root : WindowInspector.getGlobalWindowViews()) {
      collect(root, addresses);
    }
    return Json.object("addresses", addresses);
  }

  private static void collect(View view, JSONArray addresses) {
    // A web view has no size where nothing draws it, as on a virtual handset.
    if (!view.isShown()) {
      return;
    }
    if (view instanceof WebView) {
      String address = ((WebView) view).getUrl();
      addresses.put(address == null ? "" : address);
      return;
    }
    if (view instanceof ViewGroup) {
      ViewGroup group = (ViewGroup) view;
      for (int i = 0; i < group.getChildCount(); i++) {
        collect(group.getChildAt(i), addresses);
      }
    }
  }
}
