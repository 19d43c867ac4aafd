package app.quhao.variants.page;

import android.view.View;
import android.widget.ImageView;
import app.quhao.decorators.PageFinder;

/** An ImageView that changes its picture. */
final class ImageToggle implements ToggleInPlaceOfBox.Toggle {
  @Override
  public View make(PageFinder page) {
    ImageView image = new ImageView(page.activity);
    image.setScaleType(ImageView.ScaleType.FIT_XY);
    image.setImageDrawable(page.checkBox().getBackground());
    return image;
  }

  @Override
  public void show(View made, boolean isChecked) {
    int[] state = isChecked ? new int[] {android.R.attr.state_checked} : new int[0];
    ((ImageView) made).setImageState(state, false);
  }
}
