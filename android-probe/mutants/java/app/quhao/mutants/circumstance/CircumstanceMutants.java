package app.quhao.mutants.circumstance;

import app.quhao.mutants.Mutant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What an SDK meets on phones beside networks and users: threads, languages, memory, files. */
public final class CircumstanceMutants {
  private CircumstanceMutants() {}

  public static List<Mutant> rows() {
    return Collections.unmodifiableList(
        Arrays.asList(
            new Mutant(
                    "handler-of-calling-thread",
                    "a call from a thread without a looper throws",
                    HandlerOfCallingThread::new)
                .breaks("API-05"),
            new Mutant(
                    "call-inside-callback-dropped",
                    "a call that the app makes inside a callback is dropped",
                    () -> new InsideCallbackIgnored(false))
                .breaks("API-05"),
            new Mutant(
                    "quit-inside-callback-ignored",
                    "quitAuthActivity does nothing inside a callback",
                    () -> new InsideCallbackIgnored(true))
                .breaks("LOG-12")
                .in("loginAuth"),
            new Mutant(
                    "arguments-unread-with-cache",
                    "an empty appKey is taken for the one before where a scrip is cached",
                    ArgumentsUnreadWithCache::new)
                .breaks("API-10"),
            new Mutant(
                    "quit-on-main-thread-only",
                    "quitAuthActivity does nothing on another thread than the main one",
                    QuitOnMainThreadOnly::new)
                .breaks("LOG-13")
                .in("loginAuth"),
            new Mutant(
                    "held-call-holds-others",
                    "a retrieval waits until another has ended",
                    HeldCallHoldsOthers::new)
                .breaks("API-05"),
            new Mutant(
                    "retrieval-shared-by-all",
                    "calls side by side share a retrieval, whatever their app",
                    RetrievalSharedByAll::new)
                .breaks("PRE-09"),
            new Mutant(
                    "time-out-ends-all-calls",
                    "the time limit of one call ends all that are under way",
                    TimeOutEndsAllCalls::new)
                .breaks("DEV-07", "AUX-05"),
            new Mutant(
                    "listener-by-request-code",
                    "of two calls with one request code the newer one's listener gets both results",
                    ListenerByRequestCode::new)
                .breaks("API-05", "API-03"),
            new Mutant(
                    "code-by-listener",
                    "of two calls with one listener both get the newer one's request code",
                    CodeByListener::new)
                .breaks("API-03", "API-11"),
            new Mutant(
                    "listener-served-once",
                    "a listener that has had a result is given no other",
                    ListenerServedOnce::new)
                .breaks("API-05"),
            new Mutant(
                    "thread-left-by-each-call",
                    "each call leaves a thread behind",
                    ThreadLeftBehind::new)
                .breaks("PRE-07"),
            new Mutant(
                    "background-ends-login",
                    "a login ends when the app leaves the screen",
                    BackgroundEndsLogin::new)
                .breaks("LOG-12")
                .in("loginAuth"),
            new Mutant(
                    "background-loses-result",
                    "a call that is under way when the app leaves the screen has no callback",
                    BackgroundLosesResult::new)
                .breaks("API-05"),
            new Mutant(
                    "closes-on-low-memory",
                    "the page closes when the system is short of memory",
                    ClosesOnLowMemory::new)
                .breaks("LOG-12")
                .in("loginAuth"),
            new Mutant(
                    "fourth-page-never",
                    "the page opens three times a process",
                    FourthPageNever::new)
                .breaks("LOG-13")
                .in("loginAuth"),
            new Mutant(
                    "time-in-device-digits",
                    "requests have the time in the digits of the device's language",
                    TimeInDeviceDigits::new)
                .breaks("PRE-01"),
            new Mutant(
                    "call-begins-in-a-later-turn",
                    "a call begins in a later turn of the main thread: what the app calls until"
                        + " then comes before it",
                    CallBeginsLater::new)
                .breaks("LOG-12", "AUX-05"),
            new Mutant(
                    "other-call-ends-login",
                    "getPhoneInfo and mobileAuth end a login whose page is open",
                    OtherCallEndsLogin::new)
                .breaks("API-05", "LOG-12"),
            new Mutant(
                    "login-beside-another-dropped",
                    "a login is dropped while another is on its way to its page",
                    LoginBesideAnotherDropped::new)
                .breaks("API-05")
                .in("loginAuth"),
            new Mutant(
                    "spoilt-cache-as-other",
                    "a cache file that cannot be read is reported as 200025",
                    () -> new CacheFileTrouble(true))
                .breaks("PRE-01"),
            new Mutant(
                    "unwritable-cache-as-other",
                    "a cache file that cannot be written is reported as 200025",
                    () -> new CacheFileTrouble(false))
                .breaks("PRE-01"),
            new Mutant(
                    "busy-main-thread-loses-result",
                    "a result that the main thread takes late is dropped",
                    BusyMainThreadLosesResult::new)
                .breaks("API-05")));
  }
}
