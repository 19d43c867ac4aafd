package app.quhao.mutants.look;

import app.quhao.decorators.StoreDecorator;
import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.cache.ScripStore;
import com.cmic.gen.sdk.cache.ScripVault;
import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageContent;
import com.cmic.gen.sdk.view.PageDesign;

final class NumberMissingFromCache implements Parts {
  private volatile String cached = "";

  @Override
  public ScripStore store(ScripStore reference, ScripVault vault) {
    return new StoreDecorator(reference) {
      @Override
      public Scrip find(Call call) {
        Scrip scrip = super.find(call);
        cached = scrip == null ? "" : scrip.maskedNumber;
        return scrip;
      }
    };
  }

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      boolean isCached = content.maskedNumber.equals(cached);
      String shown = isCached ? "" : content.maskedNumber;
      return reference.draw(activity, new PageContent(content.theme, shown, content.operatorType));
    };
  }
}
