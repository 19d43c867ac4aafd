package app.quhao.variants.page;

import app.quhao.variants.Variant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Pages built in other ways. */
public final class PageVariants {
  private PageVariants() {}

  public static List<Variant> rows() {
    return Collections.unmodifiableList(
        Arrays.asList(
            new Variant(
                    "image-check-box",
                    "the check box is an ImageView that changes its picture",
                    () -> new ToggleInPlaceOfBox(new ImageToggle()))
                .touches("PAG-04", "PAG-07", "PAG-18"),
            new Variant(
                    "glyph-check-box",
                    "the check box is a TextView that changes its glyph",
                    () -> new ToggleInPlaceOfBox(new GlyphToggle()))
                .touches("PAG-04", "PAG-07"),
            new Variant(
                    "layout-button",
                    "the login button is a clickable layout with a TextView inside",
                    LayoutButton::new)
                .touches("PAG-02", "PAG-03", "PAG-17"),
            new Variant(
                    "remember-me-box",
                    "another check box stands above the terms",
                    RememberMeBox::new)
                .touches("PAG-07"),
            new Variant(
                    "consent-dialog",
                    "an unchecked press opens a dialog of the SDK that asks for consent",
                    ConsentDialog::new)
                .touches("PAG-07"),
            new Variant(
                    "hint-as-toast", "the hint for unchecked terms is a Toast", HintAsToast::new)
                .touches("PAG-07"),
            new Variant(
                    "number-spaced",
                    "the number reads 154 **** 0001",
                    () -> new NumberAs(text -> text.replace("****", " **** ")))
                .touches("PAG-01"),
            new Variant(
                    "number-hyphened",
                    "the number reads 154-****-0001",
                    () -> new NumberAs(text -> text.replace("****", "-****-")))
                .touches("PAG-01"),
            new Variant(
                    "number-with-country-code",
                    "the number reads +86 154****0001",
                    () -> new NumberAs(text -> "+86 " + text))
                .touches("PAG-01"),
            new Variant("terms-as-views", "each term is a view of its own", TermsAsViews::new)
                .touches("PAG-04", "PAG-05", "PAG-06"),
            new Variant(
                    "terms-in-check-box",
                    "the sentence is the label of the check box, with links inside its text",
                    TermsInBox::new)
                .touches("PAG-04", "PAG-05", "PAG-07"),
            new Variant(
                    "other-way-link",
                    "a link to other ways of login stands below the button",
                    OtherWayLink::new)
                .touches("PAG-02", "PAG-03"),
            new Variant(
                    "close-cross", "a cross at the top right closes the page too", CloseCross::new)
                .touches("LOG-10"),
            new Variant(
                    "progress-after-press",
                    "a progress bar turns between the press and the result",
                    ProgressAfterPress::new)
                .touches("SEC-07"),
            new Variant(
                    "page-in-scroll-view",
                    "the parts of the page stand in a scroll view",
                    InScrollView::new)
                .touches("PAG-01", "PAG-11"),
            new Variant("page-fades-in", "the page fades in for 400 ms", FadesIn::new)
                .touches("PAG-01", "LOG-02"),
            new Variant(
                    "button-waits-for-consent",
                    "the login button is disabled until the terms are checked",
                    ButtonWaitsForConsent::new)
                .touches("PAG-07")
                .failsFairly("PAG-07")));
  }
}
