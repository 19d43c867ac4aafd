package app.quhao.probe.table;

import android.content.Context;
import android.os.Handler;
import android.os.Looper;
import app.quhao.probe.adapter.ApiCall;
import app.quhao.probe.adapter.BuildFacts;
import app.quhao.probe.adapter.Configuration;
import app.quhao.probe.adapter.Disposal;
import app.quhao.probe.adapter.SdkAdapter;
import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.ProbeError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * An SDK whose methods a table names (docs/any-sdk.md, adapter.yaml; in the APK it is the asset
 * quhao-adapter.json, which quhao has validated). Made on the main thread.
 */
public final class TableAdapter implements SdkAdapter {
  private static final String ASSET = "quhao-adapter.json";
  private static final String[] AFTER_EACH = {"delScrip", "quitAuthActivity", "setAuthThemeConfig"};

  private final JSONObject table;
  private final String subject;
  private final TableCalls calls;
  private final TableListeners listeners;
  private final ReturnedResults returned;

  public TableAdapter(Context context, EventLog events) throws ProbeError {
    table = read(context);
    subject = BuildFacts.read(context).subject;
    listeners = new TableListeners(table, events);
    calls = new TableCalls(table, context.getApplicationContext(), listeners);
    Handler main = new Handler(Looper.getMainLooper());
    returned =
        new ReturnedResults(
            calls, listeners, main::post, task -> new Thread(task, "quhao-caller").start());
  }

  @Override
  public JSONObject describe() {
    JSONObject methods = table.optJSONObject("methods");
    return Json.object(
        "adapter",
        "table",
        "name",
        table.optString("name", subject),
        "version",
        table.optString("version", "unknown"),
        "methods",
        methods.names() == null ? new JSONArray() : methods.names(),
        "mutants",
        new JSONArray(),
        "variants",
        new JSONArray(),
        "configurable",
        table.has("configure"),
        "page",
        table.optJSONObject("page") == null ? new JSONObject() : table.optJSONObject("page"));
  }

  @Override
  public void configure(Configuration configuration) throws ProbeError {
    if (configuration.build != null && configuration.build.isOther()) {
      throw ProbeError.unsupported("this SDK has no mutants and no variants");
    }
    JSONArray steps = table.optJSONArray("configure");
    if (configuration.gateway == null) {
      return;
    }
    if (steps == null) {
      throw ProbeError.unsupported("the table has no `configure`: the SDK cannot name a gateway");
    }
    for (int i = 0; i < steps.length(); i++) {
      calls.run(steps.optJSONObject(i), CallValues.ofGateway(configuration.gateway));
    }
  }

  @Override
  public boolean wantsActivity(ApiCall call) {
    JSONObject row = table.optJSONObject("methods").optJSONObject(call.api);
    return row != null && TableCalls.takesActivity(row);
  }

  @Override
  public Object invoke(ApiCall call) throws ProbeError {
    JSONObject row = table.optJSONObject("methods").optJSONObject(call.api);
    if (row == null) {
      throw ApiCall.isKnown(call.api)
          ? ProbeError.unsupported("the table has no method " + call.api)
          : ProbeError.badRequest("no api " + call.api + "; describe lists them");
    }
    if (ReturnedResults.isIn(row)) {
      returned.run(row, call);
      return null;
    }
    Object value = calls.run(row, CallValues.ofCall(call));
    return row.has("returns") ? listeners.fields(row.optJSONObject("returns"), value) : null;
  }

  @Override
  public void dispose() {
    JSONObject methods = table.optJSONObject("methods");
    listeners.forgetShared();
    Disposal disposal = new Disposal();
    for (String api : AFTER_EACH) {
      disposal.step(
          methods.has(api), () -> calls.run(methods.optJSONObject(api), CallValues.none()));
    }
    disposal.step(
        methods.has("setOverTime"),
        () -> calls.run(methods.optJSONObject("setOverTime"), CallValues.ofDefaultLimit()));
  }

  private static JSONObject read(Context context) throws ProbeError {
    try (InputStream in = context.getAssets().open(ASSET)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
      return new JSONObject(new String(out.toByteArray(), StandardCharsets.UTF_8));
    } catch (IOException | JSONException error) {
      throw ProbeError.probeFault(error);
    }
  }
}
