package app.quhao.mutants.look;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.MissingResource;
import com.cmic.gen.sdk.view.PageDesign;

final class ResourceMissingCrashes implements Parts {
  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      try {
        return reference.draw(activity, content);
      } catch (MissingResource error) {
        throw new IllegalStateException(error);
      }
    };
  }
}
