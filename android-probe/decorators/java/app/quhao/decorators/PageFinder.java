package app.quhao.decorators;

import android.app.Activity;
import android.text.SpannableStringBuilder;
import android.text.style.ClickableSpan;
import android.view.Gravity;
import android.view.View;
import android.widget.Button;
import android.widget.CheckBox;
import android.widget.FrameLayout;
import android.widget.LinearLayout;
import android.widget.TextView;
import com.cmic.gen.sdk.R;
import java.util.Arrays;

/** The parts of the reference page. */
public final class PageFinder {
  public final Activity activity;
  public final FrameLayout root;

  public PageFinder(Activity activity, FrameLayout root) {
    this.activity = activity;
    this.root = root;
  }

  public TextView number() {
    return root.findViewById(R.id.gen_login_number);
  }

  public TextView slogan() {
    return root.findViewById(R.id.gen_login_slogan);
  }

  public Button button() {
    return root.findViewById(R.id.gen_login_button);
  }

  public CheckBox checkBox() {
    return root.findViewById(R.id.gen_login_check);
  }

  /** Check box and sentence. */
  public LinearLayout terms() {
    return root.findViewById(R.id.gen_login_terms);
  }

  public TextView sentence() {
    return root.findViewById(R.id.gen_login_terms_text);
  }

  public TextView title() {
    return root.findViewById(R.id.gen_login_title);
  }

  public View back() {
    return root.findViewById(R.id.gen_login_back);
  }

  /** A copy of the sentence, to be edited and set. */
  public SpannableStringBuilder sentenceText() {
    return new SpannableStringBuilder(sentence().getText());
  }

  /** The links of a sentence in its order; the operator's is the first. */
  public static ClickableSpan[] links(SpannableStringBuilder text) {
    ClickableSpan[] links = text.getSpans(0, text.length(), ClickableSpan.class);
    Arrays.sort(links, (a, b) -> Integer.compare(text.getSpanStart(a), text.getSpanStart(b)));
    return links;
  }

  public int pixels(int dp) {
    return Math.round(dp * activity.getResources().getDisplayMetrics().density);
  }

  /** Puts a view below a part, some dp apart, once the page is laid out. */
  public void cling(View added, View part, int gap) {
    FrameLayout.LayoutParams place =
        new FrameLayout.LayoutParams(
            FrameLayout.LayoutParams.WRAP_CONTENT,
            FrameLayout.LayoutParams.WRAP_CONTENT,
            Gravity.TOP | Gravity.CENTER_HORIZONTAL);
    root.addView(added, place);
    root.post(
        () -> {
          place.topMargin = part.getBottom() - root.getPaddingTop() + pixels(gap);
          added.setLayoutParams(place);
        });
  }

  /** Lays a view over a part once the page is laid out; touches pass through it. */
  public void cover(View part, int colour) {
    View over = new View(activity);
    over.setBackgroundColor(colour);
    root.addView(over, new FrameLayout.LayoutParams(0, 0));
    part.addOnLayoutChangeListener(
        (view, left, top, right, bottom, oldLeft, oldTop, oldRight, oldBottom) -> {
          int[] at = new int[2];
          int[] origin = new int[2];
          part.getLocationInWindow(at);
          root.getLocationInWindow(origin);
          FrameLayout.LayoutParams place = new FrameLayout.LayoutParams(right - left, bottom - top);
          place.leftMargin = at[0] - origin[0];
          place.topMargin = at[1] - origin[1];
          over.post(() -> over.setLayoutParams(place));
        });
  }
}
