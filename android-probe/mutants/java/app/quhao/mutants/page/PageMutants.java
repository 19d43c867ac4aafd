package app.quhao.mutants.page;

import app.quhao.decorators.CallSet;
import app.quhao.decorators.EditedResults;
import app.quhao.mutants.Mutant;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.ResultCode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The life of the login page, and consent. */
public final class PageMutants {
  private PageMutants() {}

  public static List<Mutant> rows() {
    return Collections.unmodifiableList(
        Arrays.asList(
            new Mutant(
                    "page-in-never", "the page-in listener never receives 200087", PageInNever::new)
                .breaks("LOG-02")
                .in("loginAuth"),
            new Mutant(
                    "page-in-twice", "the page-in listener receives 200087 twice", PageInTwice::new)
                .breaks("LOG-02")
                .in("loginAuth"),
            new Mutant(
                    "page-in-wrong-code",
                    "the page-in listener receives 103000",
                    PageInWrongCode::new)
                .breaks("LOG-02")
                .in("loginAuth"),
            new Mutant(
                    "page-in-before-page",
                    "200087 comes when loginAuth starts, before there is a page",
                    PageInBeforePage::new)
                .breaks("LOG-02")
                .in("loginAuth"),
            new Mutant(
                    "page-in-on-resume",
                    "200087 comes again when the user returns to the page",
                    PageInOnResume::new)
                .breaks("LOG-02")
                .in("loginAuth"),
            new Mutant(
                    "quit-sticks",
                    "quitAuthActivity() without a page closes the next one",
                    QuitSticks::new)
                .breaks("LOG-13")
                .in("quitAuthActivity"),
            new Mutant(
                    "page-in-after-result",
                    "200087 comes after the final result",
                    PageInAfterResult::new)
                .breaks("LOG-02")
                .in("loginAuth"),
            new Mutant(
                    "token-before-consent",
                    "asks for the token when the page opens",
                    TokenBeforeConsent::new)
                .breaks("SEC-01", "LOG-01")
                .in("loginAuth"),
            new Mutant(
                    "token-without-page",
                    "loginAuth gives a token and shows no page",
                    TokenWithoutPage::always)
                .breaks("LOG-01", "SEC-01")
                .in("loginAuth"),
            new Mutant(
                    "second-login-without-page",
                    "from the second login of a process on there is no page",
                    TokenWithoutPage::fromTheSecondLogin)
                .breaks("LOG-01", "SEC-01")
                .in("loginAuth"),
            new Mutant(
                    "third-press-agrees",
                    "the third press of a page goes on with the terms unchecked",
                    ThirdPressAgrees::new)
                .breaks("SEC-01", "PAG-07")
                .in("loginAuth"),
            new Mutant(
                    "key-agrees", "the enter key goes on with the terms unchecked", InputAgrees::key)
                .breaks("SEC-01", "PAG-07")
                .in("loginAuth"),
            new Mutant(
                    "long-press-agrees",
                    "a finger that rests on the button goes on with the terms unchecked",
                    InputAgrees::longPress)
                .breaks("SEC-01", "PAG-07")
                .in("loginAuth"),
            new Mutant(
                    "unchecked-goes-on",
                    "the button works with the terms unchecked",
                    UncheckedGoesOn::new)
                .breaks("PAG-07", "SEC-01")
                .in("loginAuth"),
            new Mutant(
                    "consent-fails-open",
                    "the button works unchecked where the app has content of its own on the page",
                    ConsentFailsOpen::new)
                .breaks("PAG-07", "SEC-01")
                .in("loginAuth"),
            new Mutant(
                    "consent-remembered",
                    "the terms are checked where an earlier login of the process was",
                    ConsentRemembered::inMemory)
                .breaks("PAG-07", "PAG-22", "SEC-01")
                .in("loginAuth"),
            new Mutant(
                    "consent-remembered-at-rest",
                    "the terms are checked where an earlier process logged in",
                    ConsentRemembered::atRest)
                .breaks("PAG-07", "PAG-22", "SEC-01")
                .in("loginAuth"),
            new Mutant(
                    "checked-by-default",
                    "the terms are checked when the page opens",
                    CheckedByDefault::new)
                .breaks("PAG-22", "SEC-01")
                .in("loginAuth"),
            new Mutant("button-twice", "two presses make two token requests", ButtonTwice::new)
                .breaks("SEC-07")
                .in("loginAuth"),
            new Mutant(
                    "consent-latched",
                    "the button works after the user has taken the consent back",
                    ConsentLatched::new)
                .breaks("SEC-01")
                .in("loginAuth"),
            new Mutant(
                    "hint-once",
                    "the hint for unchecked terms is shown once a page",
                    () -> new HintOnce(1))
                .breaks("PAG-18")
                .in("loginAuth"),
            new Mutant(
                    "hint-three-times",
                    "the hint for unchecked terms is shown three times a page",
                    () -> new HintOnce(3))
                .breaks("PAG-18")
                .in("loginAuth"),
            new Mutant(
                    "consent-outlives-change",
                    "on a page that the system makes anew the consent of before still counts",
                    ConsentOutlivesChange::new)
                .breaks("SEC-01")
                .in("loginAuth"),
            new Mutant(
                    "number-of-first-login",
                    "the page shows the number of the process's first login",
                    NumberOfFirstLogin::new)
                .breaks("PAG-01")
                .in("loginAuth"),
            new Mutant(
                    "quit-after-press-silent",
                    "quitAuthActivity while the token is under way ends the login without a"
                        + " callback",
                    () -> new LeavingAfterPressSilent(false))
                .breaks("API-05")
                .in("loginAuth"),
            new Mutant(
                    "back-after-press-silent",
                    "the back key while the token is under way ends the login without a callback",
                    () -> new LeavingAfterPressSilent(true))
                .breaks("API-05")
                .in("loginAuth"),
            new Mutant("pages-kept", "pages that have ended stay in memory", PagesKept::new)
                .breaks("LOG-13")
                .in("loginAuth"),
            new Mutant(
                    "taken-away-silent",
                    "a page that the system ends tells nobody that its login is over",
                    TakenAwaySilent::new)
                .breaks("API-05")
                .in("loginAuth"),
            new Mutant(
                    "press-after-success-asks-again",
                    "a press after the token came asks for another token",
                    () -> new PressAfterEnd(PressAfterEnd.Does.ASK_AFTER_SUCCESS))
                .breaks("SEC-07")
                .in("loginAuth"),
            new Mutant(
                    "press-after-failure-calls-again",
                    "a press after the failure was told tells it again",
                    () -> new PressAfterEnd(PressAfterEnd.Does.CALL_BACK_AFTER_FAILURE))
                .breaks("API-05")
                .in("loginAuth"),
            new Mutant(
                    "closes-itself",
                    "the page closes after the result",
                    () -> new ClosesItself(result -> true))
                .breaks("LOG-12")
                .in("loginAuth"),
            new Mutant(
                    "closes-on-failure",
                    "the page closes after a failure",
                    () -> new ClosesItself(result -> !EditedResults.isSuccess(result)))
                .breaks("LOG-12")
                .in("loginAuth"),
            new Mutant(
                    "back-ignored",
                    "the back key and the title bar's way back do nothing",
                    BackIgnored::new)
                .breaks("LOG-10")
                .in("loginAuth"),
            new Mutant(
                    "back-silent",
                    "the page closes on back without a callback",
                    () -> new BackAs(null))
                .breaks("LOG-10", "API-05")
                .in("loginAuth"),
            new Mutant(
                    "back-as-other",
                    "leaving the page is reported as 200025",
                    () -> new BackAs(ResultCode.OTHER))
                .breaks("LOG-10")
                .in("loginAuth"),
            new Mutant(
                    "title-back-dead", "the title bar's way back does nothing", TitleBackDead::new)
                .breaks("LOG-10")
                .in("loginAuth"),
            new Mutant("cannot-reopen", "the page opens once a process", CannotReopen::new)
                .breaks("LOG-13")
                .in("loginAuth"),
            new Mutant("quit-ignored", "quitAuthActivity does nothing", QuitIgnored::new)
                .breaks("LOG-12")
                .in("quitAuthActivity"),
            new Mutant(
                    "second-quit-crashes",
                    "quitAuthActivity throws where the page is closed already",
                    SecondQuitCrashes::new)
                .breaks("LOG-13")
                .in("quitAuthActivity"),
            new Mutant(
                    "prefetch-opens-page",
                    "getPhoneInfo opens a page",
                    () -> new PageInOtherCall(CallSet.GET_PHONE_INFO))
                .breaks("PRE-01")
                .in("getPhoneInfo"),
            new Mutant(
                    "check-opens-page",
                    "mobileAuth opens a page",
                    () -> new PageInOtherCall(CallSet.MOBILE_AUTH))
                .breaks("CHK-01")
                .in("mobileAuth"),
            new Mutant(
                    "check-flashes-page",
                    "mobileAuth starts the page's activity, which ends at once",
                    () -> new PageActivityIn(Api.MOBILE_AUTH))
                .breaks("CHK-01")
                .in("mobileAuth"),
            new Mutant(
                    "late-page",
                    "a login that has timed out opens its page later",
                    () -> new PageActivityIn(Api.LOGIN_AUTH))
                .breaks("LOG-01")
                .in("loginAuth"),
            new Mutant(
                    "hint-swallowed",
                    "the hint for unchecked terms is not shown",
                    HintSwallowed::new)
                .breaks("PAG-07")
                .in("loginAuth"),
            new Mutant("hint-unasked", "a hint is shown that the app has not set", HintUnasked::new)
                .breaks("PAG-07", "PAG-18")
                .in("loginAuth"),
            new Mutant(
                    "dialog-false-goes-on",
                    "the login goes on after onAuthLoginCallBack(false)",
                    DialogFalseGoesOn::new)
                .breaks("PAG-08", "SEC-01")
                .in("loginAuth"),
            new Mutant(
                    "dialog-true-ignored",
                    "the login does not go on after onAuthLoginCallBack(true)",
                    DialogTrueIgnored::new)
                .breaks("PAG-08")
                .in("loginAuth"),
            new Mutant(
                    "dialog-silent",
                    "the listener of setGenAuthLoginListener is not called",
                    DialogSilent::new)
                .breaks("PAG-07", "PAG-08")
                .in("loginAuth"),
            new Mutant(
                    "unchecked-press-silent",
                    "the listener of setGenCheckBoxListener is not called",
                    UncheckedPressSilent::new)
                .breaks("PAG-18")
                .in("loginAuth"),
            new Mutant(
                    "consent-change-silent",
                    "the listener of setGenCheckedChangeListener is not called",
                    ConsentChangeSilent::new)
                .breaks("PAG-18")
                .in("loginAuth"),
            new Mutant(
                    "press-start-silent", "onLoginClickStart is not called", PressStartSilent::new)
                .breaks("PAG-17")
                .in("loginAuth"),
            new Mutant(
                    "press-complete-silent",
                    "onLoginClickComplete is not called",
                    PressCompleteSilent::new)
                .breaks("PAG-17")
                .in("loginAuth"),
            new Mutant(
                    "page-made-anew-is-consented",
                    "a page that the system makes anew has the terms checked",
                    MadeAnewConsented::new)
                .breaks("SEC-01", "PAG-07")
                .in("loginAuth"),
            new Mutant(
                    "press-after-failure-asks-again",
                    "a press after a failed login asks for a token that nobody waits for",
                    () -> new PressAfterEnd(PressAfterEnd.Does.ASK_AFTER_FAILURE))
                .breaks("SEC-07")
                .in("loginAuth"),
            new Mutant(
                    "button-dead-after-a-press",
                    "the button of a page that the next login takes over does nothing",
                    ButtonDeadAfterPress::new)
                .breaks("LOG-13", "LOG-01")
                .in("loginAuth"),
            new Mutant(
                    "page-without-login-crashes",
                    "a page that the system opens again in a new process ends the app",
                    PageWithoutLoginCrashes::new)
                .breaks("LOG-13", "API-05")
                .in("loginAuth"),
            new Mutant(
                    "quit-kills-next",
                    "quitAuthActivity() ends the login that the app calls right after it",
                    QuitKillsNext::new)
                .breaks("LOG-13", "API-05")
                .in("loginAuth"),
            new Mutant(
                    "old-page-kills-new",
                    "a page that is destroyed ends the login that was called since",
                    OldPageKillsNew::new)
                .breaks("LOG-13", "API-05")
                .in("loginAuth"),
            new Mutant(
                    "quit-ends-the-next-login-too",
                    "the end of a page ends the login that followed it",
                    QuitEndsNextLogin::new)
                .breaks("LOG-13", "API-05")
                .in("loginAuth"),
            new Mutant(
                    "late-token-to-the-newest-login",
                    "a token that comes after its page has gone ends the login that followed",
                    LateToken::new)
                .breaks("LOG-01", "API-05")
                .in("loginAuth"),
            new Mutant(
                    "consent-answered-twice-asks-twice",
                    "an app that answers twice that the login goes on has two tokens asked for",
                    () -> new ConsentAnswered(true))
                .breaks("SEC-07")
                .in("loginAuth"),
            new Mutant(
                    "consent-from-worker-lost",
                    "an app that answers from a thread of its own is not heard",
                    ConsentFromWorkerLost::new)
                .breaks("PAG-08")
                .in("loginAuth"),
            new Mutant(
                    "consent-answered-late-asks",
                    "an app's answer after the page has gone asks for a token",
                    () -> new ConsentAnswered(false))
                .breaks("SEC-01")
                .in("loginAuth"),
            new Mutant(
                    "back-listener-silent",
                    "the listener of setGenBackPressedListener is not called",
                    BackListenerSilent::new)
                .breaks("PAG-21")
                .in("loginAuth")));
  }
}
