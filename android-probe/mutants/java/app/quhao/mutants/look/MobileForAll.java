package app.quhao.mutants.look;

import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageContent;
import com.cmic.gen.sdk.view.PageDesign;

final class MobileForAll implements Parts {
  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) ->
        reference.draw(activity, new PageContent(content.theme, content.maskedNumber, Sim.MOBILE));
  }
}
