package app.quhao.decorators;

import android.app.Activity;
import com.cmic.gen.sdk.view.LoginView;
import com.cmic.gen.sdk.view.MissingResource;
import com.cmic.gen.sdk.view.PageContent;
import com.cmic.gen.sdk.view.PageDesign;

/** The reference page, edited before it is shown. */
public final class EditedPage implements PageDesign {
  private final PageDesign inner;
  private final PageEdit edit;

  public EditedPage(PageDesign inner, PageEdit edit) {
    this.inner = inner;
    this.edit = edit;
  }

  @Override
  public LoginView draw(Activity activity, PageContent content) throws MissingResource {
    LoginView view = inner.draw(activity, content);
    edit.edit(new PageFinder(activity, view.root()));
    return view;
  }
}
