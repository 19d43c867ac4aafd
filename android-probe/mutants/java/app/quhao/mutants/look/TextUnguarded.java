package app.quhao.mutants.look;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.ThemeGuard;

final class TextUnguarded implements Parts, ThemeGuard {
  @Override
  public ThemeGuard themeGuard(ThemeGuard reference) {
    return this;
  }

  @Override
  public boolean isLoginText(String text) {
    return true;
  }
}
