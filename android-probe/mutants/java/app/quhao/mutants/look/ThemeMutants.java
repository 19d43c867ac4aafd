package app.quhao.mutants.look;

import app.quhao.decorators.PageFinder;
import app.quhao.mutants.Mutant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What the login page makes of a theme. */
public final class ThemeMutants {
  private ThemeMutants() {}

  public static List<Mutant> rows() {
    return Collections.unmodifiableList(
        Arrays.asList(
            new Mutant(
                    "number-colour-ignored",
                    "setNumberColor has no effect",
                    NumberColourIgnored::new)
                .breaks("PAG-16")
                .in("loginAuth"),
            new Mutant(
                    "theme-for-one-login",
                    "a theme counts for the next login alone",
                    ThemeForOneLogin::new)
                .breaks("PAG-22")
                .in("loginAuth"),
            new Mutant(
                    "number-size-sticks",
                    "the number stays as large as an earlier theme has made it",
                    NumberSizeSticks::new)
                .breaks("PAG-22")
                .in("loginAuth"),
            new Mutant(
                    "number-size-ignored",
                    "setNumberSize has no effect on the size",
                    NumberSizeIgnored::new)
                .breaks("PAG-16")
                .in("loginAuth"),
            new Mutant(
                    "number-offset-ignored",
                    "the offsets of the number have no effect",
                    NumberOffsetIgnored::new)
                .breaks("PAG-16")
                .in("loginAuth"),
            new Mutant(
                    "button-text-ignored",
                    "setLogBtnText has no effect on the text",
                    () -> new Texted(PageFinder::button, text -> "本机号码一键登录"))
                .breaks("PAG-17")
                .in("loginAuth"),
            new Mutant(
                    "button-size-ignored",
                    "setLogBtn and setLogBtnMargin have no effect",
                    ButtonSizeIgnored::new)
                .breaks("PAG-17")
                .in("loginAuth"),
            new Mutant(
                    "button-offset-ignored",
                    "the offsets of the login button have no effect",
                    ButtonOffsetIgnored::new)
                .breaks("PAG-17")
                .in("loginAuth"),
            new Mutant(
                    "button-image-ignored",
                    "setLogBtnImgPath has no effect",
                    ButtonImageIgnored::new)
                .breaks("PAG-17")
                .in("loginAuth"),
            new Mutant(
                    "check-box-size-ignored",
                    "the size in setCheckBoxImgPath has no effect",
                    CheckBoxSizeIgnored::new)
                .breaks("PAG-18")
                .in("loginAuth"),
            new Mutant(
                    "privacy-state-ignored",
                    "setPrivacyState(true) has no effect",
                    StateIgnored::new)
                .breaks("PAG-18")
                .in("loginAuth"),
            new Mutant(
                    "terms-colour-ignored",
                    "setPrivacyText has no effect on size and colour",
                    TermsColourIgnored::new)
                .breaks("PAG-18")
                .in("loginAuth"),
            new Mutant(
                    "terms-centre-ignored",
                    "setPrivacyText never centres",
                    TermsCentreIgnored::new)
                .breaks("PAG-18")
                .in("loginAuth"),
            new Mutant(
                    "terms-offset-ignored",
                    "the offsets of the terms have no effect",
                    TermsOffsetIgnored::new)
                .breaks("PAG-18")
                .in("loginAuth"),
            new Mutant("status-bar-ignored", "setStatusBar has no effect", StatusBarIgnored::new)
                .breaks("PAG-13")
                .in("loginAuth"),
            new Mutant(
                    "nav-colour-ignored",
                    "setNavColor and setNavTextColor have no effect on a term's page",
                    NavColourIgnored::new)
                .breaks("PAG-14")
                .in("loginAuth"),
            new Mutant(
                    "own-content-dropped",
                    "setAuthContentView and setAuthLayoutResID have no effect",
                    OwnContentDropped::new)
                .breaks("PAG-15")
                .in("loginAuth"),
            new Mutant(
                    "own-content-once",
                    "the View of setAuthContentView is on the first page alone",
                    OwnContentOnce::new)
                .breaks("PAG-15")
                .in("loginAuth"),
            new Mutant(
                    "window-mode-ignored",
                    "setAuthPageWindowMode has no effect",
                    WindowIgnored::new)
                .breaks("PAG-09", "PAG-20")
                .in("loginAuth"),
            new Mutant(
                    "window-bottom-ignored",
                    "setWindowBottom(1) has no effect",
                    WindowAlwaysCentred::new)
                .breaks("PAG-09", "PAG-20")
                .in("loginAuth"),
            new Mutant(
                    "back-button-ignored",
                    "the back key closes a window in spite of setBackButton(false)",
                    BackAlwaysCloses::new)
                .breaks("PAG-09", "PAG-20")
                .in("loginAuth"),
            new Mutant(
                    "theme-hides-by-colour",
                    "a theme may paint out number, button text and terms",
                    ColoursUnguarded::new)
                .breaks("PAG-23")
                .in("loginAuth"),
            new Mutant(
                    "theme-takes-login-word",
                    "a theme may take the word for login out of the button",
                    TextUnguarded::new)
                .breaks("PAG-23")
                .in("loginAuth"),
            new Mutant(
                    "theme-moves-off-screen",
                    "a theme may move parts off the screen or shrink them to nothing",
                    PlacesUnguarded::new)
                .breaks("PAG-23")
                .in("loginAuth")));
  }
}
