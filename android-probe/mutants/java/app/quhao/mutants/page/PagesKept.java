package app.quhao.mutants.page;

import android.app.Activity;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;
import java.util.ArrayList;
import java.util.List;

/** A list of all pages that were ever open. */
final class PagesKept implements Parts {
  private final List<Activity> pages = new ArrayList<>();

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      pages.add(activity);
      return reference.draw(activity, content);
    };
  }
}
