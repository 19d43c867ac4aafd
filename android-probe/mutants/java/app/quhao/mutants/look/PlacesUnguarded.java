package app.quhao.mutants.look;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.ThemeGuard;

final class PlacesUnguarded implements Parts, ThemeGuard {
  @Override
  public ThemeGuard themeGuard(ThemeGuard reference) {
    return this;
  }

  @Override
  public int within(int least, int value, int most) {
    return value;
  }
}
