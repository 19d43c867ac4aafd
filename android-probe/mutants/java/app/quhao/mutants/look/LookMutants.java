package app.quhao.mutants.look;

import android.graphics.Color;
import app.quhao.decorators.PageFinder;
import app.quhao.mutants.Mutant;
import com.cmic.gen.sdk.R;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What the login page shows. */
public final class LookMutants {
  private LookMutants() {}

  public static List<Mutant> rows() {
    return Collections.unmodifiableList(
        Arrays.asList(
            new Mutant(
                    "number-lost-in-dark-mode",
                    "in dark mode the number is white on white",
                    NumberLostInDark::new)
                .breaks("PAG-01")
                .in("loginAuth"),
            new Mutant("page-covered", "a white view lies over the whole page", PageCovered::new)
                .breaks("PAG-01", "PAG-02", "PAG-04")
                .in("loginAuth"),
            new Mutant(
                    "number-covered",
                    "a white view lies over the number",
                    () -> new Covered(PageFinder::number))
                .breaks("PAG-01")
                .in("loginAuth"),
            new Mutant(
                    "number-white",
                    "the number is white on white",
                    () -> new Painted(PageFinder::number, Color.WHITE))
                .breaks("PAG-01")
                .in("loginAuth"),
            new Mutant("number-faint", "the number is almost transparent", NumberFaint::new)
                .breaks("PAG-01")
                .in("loginAuth"),
            new Mutant(
                    "number-tiny",
                    "the number is too small to read",
                    () -> new Shrunk(PageFinder::number))
                .breaks("PAG-01")
                .in("loginAuth"),
            new Mutant(
                    "number-missing",
                    "the number is left out",
                    () -> new Texted(PageFinder::number, text -> ""))
                .breaks("PAG-01")
                .in("loginAuth"),
            new Mutant(
                    "number-missing-from-cache",
                    "the number is left out where the scrip came from the cache",
                    NumberMissingFromCache::new)
                .breaks("PAG-01")
                .in("loginAuth"),
            new Mutant(
                    "number-unmasked",
                    "the number is shown with digits in place of its mask",
                    () -> new Texted(PageFinder::number, text -> text.replace("*", "0")))
                .breaks("PAG-01")
                .in("loginAuth"),
            new Mutant(
                    "button-off-screen",
                    "the login button lies below the screen",
                    ButtonOffScreen::new)
                .breaks("PAG-02")
                .in("loginAuth"),
            new Mutant(
                    "button-covered",
                    "a white view lies over the login button",
                    () -> new Covered(PageFinder::button))
                .breaks("PAG-02")
                .in("loginAuth"),
            new Mutant("button-blank", "the login button is white on white", ButtonBlank::new)
                .breaks("PAG-02")
                .in("loginAuth"),
            new Mutant(
                    "button-text-other",
                    "the login button speaks of neither login nor sign-up",
                    () -> new Texted(PageFinder::button, text -> "继续"))
                .breaks("PAG-03")
                .in("loginAuth"),
            new Mutant(
                    "button-text-missing",
                    "the login button has no text",
                    () -> new Texted(PageFinder::button, text -> ""))
                .breaks("PAG-02", "PAG-03")
                .in("loginAuth"),
            new Mutant(
                    "landscape-button-lost",
                    "the login button lies below the screen in landscape",
                    LandscapeButtonLost::new)
                .breaks("PAG-11")
                .in("loginAuth"),
            new Mutant(
                    "large-print-button-lost",
                    "there is no login button where the user has large letters",
                    LargePrintButtonLost::new)
                .breaks("PAG-02")
                .in("loginAuth"),
            new Mutant(
                    "terms-hidden",
                    "the operator's terms are left out",
                    () -> new TermLeftOut(term -> term == 0))
                .breaks("PAG-04")
                .in("loginAuth"),
            new Mutant(
                    "terms-covered",
                    "a white view lies over the terms",
                    () -> new Covered(PageFinder::sentence))
                .breaks("PAG-04")
                .in("loginAuth"),
            new Mutant(
                    "terms-white",
                    "the terms are white on white",
                    () -> new Painted(PageFinder::sentence, Color.WHITE))
                .breaks("PAG-04")
                .in("loginAuth"),
            new Mutant(
                    "terms-tiny",
                    "the terms are too small to read",
                    () -> new Shrunk(PageFinder::sentence))
                .breaks("PAG-04")
                .in("loginAuth"),
            new Mutant(
                    "terms-of-mobile-for-all",
                    "a Unicom or Telecom subscriber is shown China Mobile's terms",
                    MobileForAll::new)
                .breaks("PAG-04")
                .in("loginAuth"),
            new Mutant(
                    "terms-of-first-login",
                    "the operator's terms are those of the process's first login",
                    TermsOfFirstLogin::new)
                .breaks("PAG-04")
                .in("loginAuth"),
            new Mutant(
                    "terms-page-blank",
                    "the page of a term has its title bar and nothing below",
                    () -> new TermsPageWithout(R.id.gen_terms_content))
                .breaks("PAG-06")
                .in("loginAuth"),
            new Mutant(
                    "fourth-term-opens-third",
                    "the page of the fourth own term has the third one's address",
                    () -> new TermOpensAnother(term -> term == 4 ? 3 : term))
                .breaks("PAG-05", "PAG-06")
                .in("loginAuth"),
            new Mutant(
                    "second-and-third-term-exchanged",
                    "the pages of the second and the third own term have each other's address",
                    () -> new TermOpensAnother(term -> term == 2 ? 3 : term == 3 ? 2 : term))
                .breaks("PAG-05", "PAG-06")
                .in("loginAuth"),
            new Mutant("terms-link-dead", "a tap on a term opens nothing", TermsLinkDead::new)
                .breaks("PAG-06", "PAG-04")
                .in("loginAuth"),
            new Mutant(
                    "terms-page-without-title",
                    "a term's page has no title",
                    () -> new TermsPageWithout(R.id.gen_terms_title))
                .breaks("PAG-06")
                .in("loginAuth"),
            new Mutant(
                    "terms-page-without-back",
                    "a term's page has no way back",
                    () -> new TermsPageWithout(R.id.gen_terms_back))
                .breaks("PAG-06")
                .in("loginAuth"),
            new Mutant(
                    "own-terms-dropped",
                    "the app's own terms are left out",
                    () -> new TermLeftOut(term -> term > 0))
                .breaks("PAG-05")
                .in("loginAuth"),
            new Mutant(
                    "fourth-term-dropped",
                    "the fourth of the app's terms is left out",
                    () -> new TermLeftOut(term -> term == 4))
                .breaks("PAG-05")
                .in("loginAuth"),
            new Mutant(
                    "book-marks-dropped",
                    "titles of terms have no book-title marks",
                    BookMarksDropped::new)
                .breaks("PAG-05", "PAG-18")
                .in("loginAuth"),
            new Mutant(
                    "terms-translated",
                    "the operator's terms are translated on an English page",
                    TermsTranslated::new)
                .breaks("PAG-10")
                .in("loginAuth"),
            new Mutant(
                    "language-ignored",
                    "title and button stay in simplified Chinese",
                    LanguageIgnored::new)
                .breaks("PAG-10")
                .in("loginAuth"),
            new Mutant(
                    "resource-missing-crashes",
                    "a drawable that does not exist crashes the page",
                    ResourceMissingCrashes::new)
                .breaks("PAG-12")
                .in("loginAuth"),
            new Mutant(
                    "resource-missing-as-other",
                    "a drawable that does not exist is reported as 200025",
                    ResourceMissingAsOther::new)
                .breaks("PAG-12")
                .in("loginAuth")));
  }
}
