package app.quhao.mutants.time;

import app.quhao.decorators.CallSet;
import app.quhao.mutants.Mutant;
import com.cmic.gen.sdk.net.Limit;
import com.cmic.gen.sdk.policy.TimePolicy;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long a call may take. */
public final class TimeMutants {
  private TimeMutants() {}

  public static List<Mutant> rows() {
    return Collections.unmodifiableList(
        Arrays.asList(
            new Mutant(
                    "limit-cast-to-int",
                    "a limit beyond 31 bits is taken for a short one",
                    CastToInt::new)
                .breaks("AUX-05"),
            new Mutant(
                    "limit-by-wall-clock",
                    "the limit is measured by the clock that the user can set",
                    WallClockAlarms::new)
                .breaks("AUX-05"),
            new Mutant("default-5s", "the limit is 5 s unless set", () -> new DefaultOf(5000))
                .breaks("AUX-04"),
            new Mutant("default-30s", "the limit is 30 s unless set", () -> new DefaultOf(30_000))
                .breaks("AUX-04"),
            new Mutant(
                    "seconds-for-milliseconds",
                    "setOverTime is taken for seconds",
                    SecondsForMilliseconds::new)
                .breaks("AUX-05"),
            new Mutant(
                    "limit-of-get-phone-info-only",
                    "setOverTime holds for getPhoneInfo alone",
                    () -> new LimitOnlyIn(CallSet.GET_PHONE_INFO))
                .breaks("AUX-05")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "limit-of-login-auth-only",
                    "setOverTime holds for loginAuth alone",
                    () -> new LimitOnlyIn(CallSet.LOGIN_AUTH))
                .breaks("AUX-05")
                .in("getPhoneInfo", "mobileAuth"),
            new Mutant(
                    "limit-of-one-call",
                    "setOverTime holds for the next call alone",
                    LimitOfOneCall::new)
                .breaks("AUX-05"),
            new Mutant(
                    "limit-capped-at-default",
                    "a limit above 8 s is taken for 8 s",
                    () -> new Bounded(0, TimePolicy.DEFAULT_LIMIT_MILLIS))
                .breaks("AUX-05"),
            new Mutant(
                    "limit-capped-at-ten-seconds",
                    "a limit above 10 s is taken for 10 s",
                    () -> new Bounded(0, 10_000))
                .breaks("AUX-05"),
            new Mutant(
                    "limit-capped-at-thirty-seconds",
                    "a limit above 30 s is taken for 30 s",
                    () -> new Bounded(0, 30_000))
                .breaks("AUX-05"),
            new Mutant(
                    "limit-raised-to-two-seconds",
                    "a limit below 2 s is taken for 2 s",
                    () -> new Bounded(2000, Long.MAX_VALUE))
                .breaks("AUX-05"),
            new Mutant(
                    "limit-of-running-calls",
                    "setOverTime sets the limit of calls that run as well",
                    LimitOfRunningCalls::new)
                .breaks("AUX-05"),
            new Mutant(
                    "limit-outlives-process",
                    "setOverTime holds in the next process of the app",
                    LimitOutlivesProcess::new)
                .breaks("AUX-04"),
            new Mutant(
                    "delete-resets-limit",
                    "delScrip() takes the limit back that the app has set",
                    DeleteResetsLimit::new)
                .breaks("AUX-05"),
            new Mutant(
                    "limits-add-up",
                    "each request of a call starts a limit of its own",
                    () -> new LimitsOfTheirOwn(Limit::in))
                .breaks("AUX-06")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "dribble-outlasts-limit",
                    "each byte that arrives starts the limit anew",
                    () -> new LimitsOfTheirOwn(LimitsOfTheirOwn::restarting))
                .breaks("AUX-06"),
            new Mutant(
                    "limit-begins-with-mobile-data",
                    "the limit begins anew when mobile data is there",
                    () -> new LimitBegunAnew(LimitBegunAnew.When.MOBILE_DATA_CAME))
                .breaks("AUX-06"),
            new Mutant(
                    "limit-begins-with-redirect",
                    "the limit begins anew when the number request is sent on to another operator",
                    () -> new LimitBegunAnew(LimitBegunAnew.When.REDIRECTED))
                .breaks("AUX-06"),
            new Mutant(
                    "limit-begins-with-repeat",
                    "the limit begins anew when the gateway has refused a scrip",
                    () -> new LimitBegunAnew(LimitBegunAnew.When.SCRIP_WAS_REFUSED))
                .breaks("AUX-06")
                .in("mobileAuth"),
            new Mutant(
                    "page-time-counts",
                    "the limit runs while the user reads the page",
                    PageTimeCounts::new)
                .breaks("AUX-06")
                .in("loginAuth"),
            new Mutant("never-times-out", "waits for an answer without limit", NeverTimesOut::new)
                .breaks("AUX-04", "DEV-07", "API-05"),
            new Mutant("fires-early", "gives up after half the limit", FiresEarly::new)
                .breaks("AUX-05"),
            new Mutant(
                    "never-times-out-after-press",
                    "has no limit once the login button was pressed",
                    () -> new AfterPress(left -> TimeUnit.DAYS.toMillis(1)))
                .breaks("LOG-11", "API-05")
                .in("loginAuth"),
            new Mutant(
                    "fires-early-after-press",
                    "gives up after a quarter of what is left when the login button is pressed",
                    () -> new AfterPress(left -> left / 4))
                .breaks("LOG-11", "AUX-06")
                .in("loginAuth")));
  }
}
