package app.quhao.probe;

import android.app.Activity;
import android.graphics.Color;
import android.os.Bundle;
import android.view.Gravity;
import android.view.ViewGroup.LayoutParams;
import android.widget.ImageView;
import android.widget.LinearLayout;
import android.widget.TextView;

/** What a person sees who opens the probe: what it is, and that it waits for its host. */
public final class ProbeActivity extends Activity {
  @Override
  protected void onCreate(Bundle savedState) {
    super.onCreate(savedState);
    LinearLayout column = new LinearLayout(this);
    column.setOrientation(LinearLayout.VERTICAL);
    column.setGravity(Gravity.CENTER);
    column.setBackgroundColor(Color.WHITE);
    int edge = pixels(32);
    column.setPadding(edge, edge, edge, edge);
    ImageView icon = new ImageView(this);
    icon.setImageResource(R.drawable.probe_icon);
    column.addView(icon, new LinearLayout.LayoutParams(pixels(72), pixels(72)));
    column.addView(line(R.string.app_name, 26, 0xFF1F2328), below(20));
    column.addView(line(R.string.probe_what, 15, 0xFF57606A), below(12));
    column.addView(line(R.string.probe_waiting, 15, 0xFF1F6FEB), below(32));
    setContentView(column);
  }

  private TextView line(int text, int size, int colour) {
    TextView view = new TextView(this);
    view.setText(text);
    view.setTextSize(size);
    view.setTextColor(colour);
    view.setGravity(Gravity.CENTER);
    return view;
  }

  private LinearLayout.LayoutParams below(int margin) {
    LinearLayout.LayoutParams params =
        new LinearLayout.LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.WRAP_CONTENT);
    params.topMargin = pixels(margin);
    return params;
  }

  private int pixels(int dp) {
    return Math.round(dp * getResources().getDisplayMetrics().density);
  }
}
