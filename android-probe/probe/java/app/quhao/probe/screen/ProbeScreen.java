package app.quhao.probe.screen;

import android.app.Activity;
import android.content.ClipData;
import android.content.ClipboardManager;
import android.content.Context;
import android.graphics.Color;
import android.os.Handler;
import android.os.Looper;
import android.text.TextUtils;
import android.view.View;
import android.widget.EditText;
import android.widget.LinearLayout;
import android.widget.ScrollView;
import android.widget.TextView;
import app.quhao.probe.LiveProbe;
import app.quhao.probe.R;
import app.quhao.probe.adapter.ApiCall;
import app.quhao.probe.server.ProbeError;
import java.util.ArrayList;
import java.util.List;
import org.json.JSONArray;
import org.json.JSONObject;

/** For a person with the phone in hand: device, gateway, a button a call, the last results. */
public final class ProbeScreen {
  private static final int RESULTS_KEPT = 30;
  private static final long LOOK_MILLIS = 300;

  private final Activity activity;
  private final ScreenParts parts;
  private final DeviceText device;
  private final Handler main = new Handler(Looper.getMainLooper());
  private final Runnable look = this::look;
  private final List<String> results = new ArrayList<>();
  private final ScrollView root;
  private final TextView deviceLines;
  private final TextView resultLines;
  private final EditText gateway;
  private final EditText appId;
  private final EditText appKey;
  private ScreenCalls calls;

  public ProbeScreen(Activity activity) {
    this.activity = activity;
    parts = new ScreenParts(activity);
    device = new DeviceText(activity);
    deviceLines = parts.lines(R.id.probe_device);
    resultLines = parts.lines(R.id.probe_results);
    gateway = parts.field(R.id.probe_gateway, R.string.screen_gateway_hint, true);
    appId = parts.field(R.id.probe_app_id, R.string.screen_app_id, false);
    appKey = parts.field(R.id.probe_app_key, R.string.screen_app_key, false);
    root = new ScrollView(activity);
    root.setBackgroundColor(Color.WHITE);
    root.addView(column());
  }

  public View root() {
    return root;
  }

  /** Looks at the events while the screen is in front. */
  public void start() {
    deviceLines.setText(TextUtils.join("\n", device.lines()));
    main.removeCallbacks(look);
    main.post(look);
  }

  public void stop() {
    main.removeCallbacks(look);
  }

  private LinearLayout column() {
    LinearLayout column = parts.column();
    column.addView(parts.title(R.string.app_name));
    column.addView(parts.faint(activity.getText(R.string.probe_what)), parts.below(4));
    section(column, R.string.screen_device, deviceLines);
    column.addView(parts.heading(R.string.screen_calls), parts.below(20));
    addCalls(column);
    section(column, R.string.screen_results, resultLines);
    column.addView(button(R.string.screen_copy, view -> copy()), parts.below(6));
    section(column, R.string.screen_app, appId);
    column.addView(appKey, parts.below(6));
    section(column, R.string.screen_gateway, gateway);
    column.addView(button(R.string.screen_use_gateway, view -> configure()), parts.below(6));
    return column;
  }

  private void section(LinearLayout column, int heading, View content) {
    column.addView(parts.heading(heading), parts.below(20));
    column.addView(content, parts.below(6));
  }

  private View button(int text, View.OnClickListener onClick) {
    return parts.button(activity.getText(text), onClick);
  }

  /** A button for each call that the SDK has, two in a row. */
  private void addCalls(LinearLayout column) {
    List<String> methods = methods();
    for (int i = 0; i < methods.size(); i += 2) {
      LinearLayout row = new LinearLayout(activity);
      for (String api : methods.subList(i, Math.min(i + 2, methods.size()))) {
        row.addView(parts.button(api, view -> call(api)), parts.beside());
      }
      column.addView(row);
    }
  }

  private List<String> methods() {
    List<String> methods = new ArrayList<>();
    try {
      LiveProbe probe = LiveProbe.of(activity);
      calls = new ScreenCalls(probe, device);
      JSONObject subject = probe.adapter.describe();
      results.add(subject.optString("name") + " " + subject.optString("version"));
      JSONArray names = subject.optJSONArray("methods");
      for (int i = 0; names != null && i < names.length(); i++) {
        String name = names.optString(i);
        if (ApiCall.isKnown(name) && !name.equals("setAuthThemeConfig")) {
          methods.add(name);
        }
      }
    } catch (Exception | LinkageError error) {
      // An SDK that cannot be loaded: the person must see why.
      results.add("the SDK cannot be loaded: " + error);
    }
    return methods;
  }

  private void call(String api) {
    try {
      String line = calls.call(api, text(appId), text(appKey));
      add(line == null ? api + " …" : line);
    } catch (ProbeError error) {
      add(api + " → " + error.getMessage());
    }
  }

  private void configure() {
    try {
      if (calls != null) {
        calls.configure(gateway.getText().toString());
        add(activity.getString(R.string.screen_gateway_used));
      }
    } catch (ProbeError error) {
      add(error.getMessage());
    }
  }

  private void copy() {
    ClipboardManager clipboard =
        (ClipboardManager) activity.getSystemService(Context.CLIPBOARD_SERVICE);
    String text = TextUtils.join("\n", device.lines()) + "\n\n" + TextUtils.join("\n", results);
    clipboard.setPrimaryClip(ClipData.newPlainText("quhao probe", text));
    add(activity.getString(R.string.screen_copied));
  }

  private void look() {
    if (calls != null) {
      for (String line : calls.news()) {
        add(line);
      }
    }
    resultLines.setText(TextUtils.join("\n", results));
    main.postDelayed(look, LOOK_MILLIS);
  }

  /** The newest stands first. */
  private void add(String line) {
    results.add(0, line);
    if (results.size() > RESULTS_KEPT) {
      results.remove(results.size() - 1);
    }
    resultLines.setText(TextUtils.join("\n", results));
  }

  private static String text(EditText field) {
    return field.getText().toString().trim();
  }
}
