package app.quhao.mutants.network;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class RetrievesAfterDeletion implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new Unasked(reference) {
      @Override
      public void deleteScrip() {
        super.deleteScrip();
        retrieve();
      }
    };
  }
}
