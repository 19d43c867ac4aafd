package app.quhao.runtimesample;

import android.app.Activity;
import android.content.Context;
import android.graphics.Canvas;
import android.graphics.Paint;
import android.graphics.Rect;
import android.os.Bundle;
import android.view.View;
import android.view.accessibility.AccessibilityNodeInfo;
import android.view.accessibility.AccessibilityNodeProvider;

/** One view that draws a button and a box and publishes them as virtual nodes, as toolkits do that draw by themselves. */
public final class DrawnActivity extends Activity {
  private static final int BUTTON = 1;
  private static final int BOX = 2;
  private static final int HIDDEN = 3;

  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    setContentView(new DrawnView(this));
  }

  private static final class DrawnView extends View {
    private final Paint paint = new Paint();

    DrawnView(Context context) {
      super(context);
    }

    @Override
    protected void onDraw(Canvas canvas) {
      paint.setTextSize(32);
      canvas.drawText("Go on", 40, 140, paint);
      canvas.drawRect(placeOf(BOX), paint);
    }

    private static Rect placeOf(int id) {
      return new Rect(40, 100 * id, 240, 100 * id + 60);
    }

    @Override
    public AccessibilityNodeProvider getAccessibilityNodeProvider() {
      return new AccessibilityNodeProvider() {
        @Override
        public AccessibilityNodeInfo createAccessibilityNodeInfo(int id) {
          return id == HOST_VIEW_ID ? hostNode() : partNode(id);
        }
      };
    }

    private AccessibilityNodeInfo hostNode() {
      AccessibilityNodeInfo node = AccessibilityNodeInfo.obtain(this);
      onInitializeAccessibilityNodeInfo(node);
      for (int id : new int[] {BUTTON, BOX, HIDDEN}) {
        node.addChild(this, id);
      }
      return node;
    }

    private AccessibilityNodeInfo partNode(int id) {
      AccessibilityNodeInfo node = AccessibilityNodeInfo.obtain(this, id);
      node.setPackageName(getContext().getPackageName());
      node.setParent(this);
      node.setClassName(id == BOX ? "android.widget.CheckBox" : "android.widget.Button");
      node.setText(id == BUTTON ? "Go on" : null);
      node.setContentDescription(id == BOX ? "the box" : null);
      node.setCheckable(id == BOX);
      node.setChecked(id == BOX);
      node.setClickable(true);
      node.setVisibleToUser(id != HIDDEN);
      int[] at = new int[2];
      getLocationOnScreen(at);
      Rect place = placeOf(id);
      place.offset(at[0], at[1]);
      node.setBoundsInScreen(place);
      return node;
    }
  }
}
