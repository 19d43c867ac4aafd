package app.quhao.mutants.cache;

import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.ScripCheck;

/** The press sends the scrip that the page was opened with, whatever has happened since. */
final class ScripUnchecked implements Parts {
  private final boolean isSimUnseen;

  /** `isSimUnseen`: a change of the SIM is not seen; otherwise the end of the scrip's life. */
  ScripUnchecked(boolean isSimUnseen) {
    this.isSimUnseen = isSimUnseen;
  }

  @Override
  public ScripCheck scripCheck(ScripCheck reference) {
    return new ScripCheck() {
      @Override
      public boolean isOfSim(Call call) {
        return isSimUnseen || reference.isOfSim(call);
      }

      @Override
      public boolean isWithinItsLife(Scrip scrip) {
        return !isSimUnseen || reference.isWithinItsLife(scrip);
      }
    };
  }
}
