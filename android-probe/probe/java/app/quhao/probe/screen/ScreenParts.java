package app.quhao.probe.screen;

import android.content.Context;
import android.graphics.Color;
import android.graphics.Typeface;
import android.graphics.drawable.GradientDrawable;
import android.text.InputType;
import android.view.View;
import android.widget.Button;
import android.widget.EditText;
import android.widget.LinearLayout;
import android.widget.LinearLayout.LayoutParams;
import android.widget.TextView;

/** The views that the screen is made of; all colours are set, so that no dark mode changes them. */
final class ScreenParts {
  private static final int INK = 0xFF1F2328;
  private static final int FAINT_INK = 0xFF57606A;
  private static final int BLUE = 0xFF1F6FEB;
  private static final int EDGE = 0xFFD0D7DE;

  private final Context context;

  ScreenParts(Context context) {
    this.context = context;
  }

  LinearLayout column() {
    LinearLayout column = new LinearLayout(context);
    column.setOrientation(LinearLayout.VERTICAL);
    column.setBackgroundColor(Color.WHITE);
    int edge = pixels(20);
    column.setPadding(edge, edge, edge, edge);
    return column;
  }

  TextView heading(int text) {
    TextView view = text("", 13, BLUE);
    view.setText(text);
    view.setTypeface(Typeface.DEFAULT_BOLD);
    return view;
  }

  TextView title(int text) {
    TextView view = text("", 22, INK);
    view.setText(text);
    return view;
  }

  TextView faint(CharSequence text) {
    return text(text, 13, FAINT_INK);
  }

  TextView lines(int id) {
    TextView view = text("", 14, INK);
    view.setId(id);
    view.setLineSpacing(0, 1.2f);
    view.setTextIsSelectable(true);
    return view;
  }

  EditText field(int id, int hint, boolean hasLines) {
    EditText field = new EditText(context);
    field.setId(id);
    field.setHint(hint);
    field.setTextSize(14);
    field.setTextColor(INK);
    field.setHintTextColor(FAINT_INK);
    field.setBackground(box(Color.WHITE));
    field.setInputType(
        InputType.TYPE_CLASS_TEXT
            | InputType.TYPE_TEXT_FLAG_NO_SUGGESTIONS
            | (hasLines ? InputType.TYPE_TEXT_FLAG_MULTI_LINE : 0));
    if (hasLines) {
      field.setMaxLines(4);
    }
    int edge = pixels(10);
    field.setPadding(edge, edge, edge, edge);
    return field;
  }

  Button button(CharSequence text, View.OnClickListener onClick) {
    Button button = new Button(context);
    button.setText(text);
    button.setAllCaps(false);
    button.setTextSize(14);
    button.setTextColor(INK);
    button.setBackground(box(0xFFF6F8FA));
    button.setMinHeight(pixels(44));
    button.setMinimumHeight(pixels(44));
    button.setOnClickListener(onClick);
    return button;
  }

  LayoutParams below(int margin) {
    LayoutParams params = new LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.WRAP_CONTENT);
    params.topMargin = pixels(margin);
    return params;
  }

  /** Two in a row. */
  LayoutParams beside() {
    LayoutParams params = new LayoutParams(0, LayoutParams.WRAP_CONTENT, 1);
    params.setMargins(pixels(3), pixels(3), pixels(3), pixels(3));
    return params;
  }

  private TextView text(CharSequence text, int size, int colour) {
    TextView view = new TextView(context);
    view.setText(text);
    view.setTextSize(size);
    view.setTextColor(colour);
    return view;
  }

  private GradientDrawable box(int colour) {
    GradientDrawable box = new GradientDrawable();
    box.setColor(colour);
    box.setCornerRadius(pixels(6));
    box.setStroke(pixels(1), EDGE);
    return box;
  }

  private int pixels(int dp) {
    return Math.round(dp * context.getResources().getDisplayMetrics().density);
  }
}
