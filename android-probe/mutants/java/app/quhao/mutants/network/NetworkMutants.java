package app.quhao.mutants.network;

import app.quhao.decorators.CallSet;
import app.quhao.mutants.Mutant;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.Failure;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Bearers, redirects and repeats. */
public final class NetworkMutants {
  private NetworkMutants() {}

  public static List<Mutant> rows() {
    return Collections.unmodifiableList(
        Arrays.asList(
            new Mutant(
                    "host-name-verifier-of-the-process",
                    "sets a host name verifier for the whole process that accepts every name",
                    ProcessDefaultsChanged::hostNameVerifier)
                .breaks("PRE-06"),
            new Mutant(
                    "tls-factory-of-the-process",
                    "sets a TLS socket factory for the whole process",
                    ProcessDefaultsChanged::tlsSocketFactory)
                .breaks("PRE-06"),
            new Mutant(
                    "security-provider-of-the-process",
                    "puts a security provider before all others of the process",
                    ProcessDefaultsChanged::securityProvider)
                .breaks("PRE-06"),
            new Mutant(
                    "name-cache-of-the-process",
                    "sets for the whole process how long names are kept",
                    ProcessDefaultsChanged::nameCache)
                .breaks("PRE-06"),
            new Mutant(
                    "keep-alive-of-the-process",
                    "sets a system property that ends connections of the whole process",
                    ProcessDefaultsChanged::keepAlive)
                .breaks("PRE-06"),
            new Mutant(
                    "default-network",
                    "the number request goes over the default network",
                    () -> new DefaultNetwork(CallSet.ALL))
                .breaks("PRE-02"),
            new Mutant(
                    "default-network-in-login",
                    "the number request of loginAuth goes over the default network",
                    () -> new DefaultNetwork(CallSet.LOGIN_AUTH))
                .breaks("PRE-02")
                .in("loginAuth"),
            new Mutant(
                    "default-network-in-check",
                    "the number request of mobileAuth goes over the default network",
                    () -> new DefaultNetwork(CallSet.MOBILE_AUTH))
                .breaks("PRE-02")
                .in("mobileAuth"),
            new Mutant(
                    "answer-void-after-network-change",
                    "an answer counts for nothing where the default network changed meanwhile",
                    AnswerVoidAfterNetworkChange::new)
                .breaks("PRE-01"),
            new Mutant(
                    "falls-back-to-default",
                    "where mobile data fails the number request goes over the default network",
                    () -> new FallsBack(CallSet.ALL))
                .breaks("PRE-02", "SEC-02"),
            new Mutant(
                    "falls-back-to-default-in-login",
                    "where mobile data fails the number request of loginAuth goes over the default"
                        + " network",
                    () -> new FallsBack(CallSet.LOGIN_AUTH))
                .breaks("PRE-02", "SEC-02")
                .in("loginAuth"),
            new Mutant(
                    "falls-back-to-default-in-check",
                    "where mobile data fails the number request of mobileAuth goes over the default"
                        + " network",
                    () -> new FallsBack(CallSet.MOBILE_AUTH))
                .breaks("PRE-02", "SEC-02")
                .in("mobileAuth"),
            new Mutant(
                    "wifi-where-mobile-data-is-off",
                    "where mobile data is off the number request goes over Wi-Fi",
                    WifiWhereMobileDataIsOff::new)
                .breaks("DEV-03", "SEC-02"),
            new Mutant(
                    "binds-process",
                    "binds the whole process to mobile data and leaves it so",
                    () -> new BindsProcess(CallSet.ALL, BindsProcess.Until.FOR_EVER))
                .breaks("PRE-06"),
            new Mutant(
                    "binds-process-in-login",
                    "binds the whole process to mobile data in loginAuth and leaves it so",
                    () -> new BindsProcess(CallSet.LOGIN_AUTH, BindsProcess.Until.FOR_EVER))
                .breaks("PRE-06")
                .in("loginAuth"),
            new Mutant(
                    "binds-process-in-check",
                    "binds the whole process to mobile data in mobileAuth and leaves it so",
                    () -> new BindsProcess(CallSet.MOBILE_AUTH, BindsProcess.Until.FOR_EVER))
                .breaks("PRE-06")
                .in("mobileAuth"),
            new Mutant(
                    "binds-process-during-call",
                    "binds the whole process to mobile data during the number request",
                    () -> new BindsProcess(CallSet.ALL, BindsProcess.Until.REQUEST_ENDS))
                .breaks("PRE-06"),
            new Mutant(
                    "bound-after-failure",
                    "binds the whole process to mobile data and leaves it so after a failure",
                    () -> new BindsProcess(CallSet.ALL, BindsProcess.Until.REQUEST_SUCCEEDS))
                .breaks("PRE-06", "PRE-07"),
            new Mutant(
                    "never-releases",
                    "mobile data stays requested after the call",
                    () -> new Leaks(call -> false))
                .breaks("PRE-07"),
            new Mutant(
                    "never-releases-in-login",
                    "mobile data stays requested after loginAuth",
                    () -> new Leaks(call -> call.api != Api.LOGIN_AUTH))
                .breaks("PRE-07")
                .in("loginAuth"),
            new Mutant(
                    "never-releases-in-check",
                    "mobile data stays requested after mobileAuth",
                    () -> new Leaks(call -> call.api != Api.MOBILE_AUTH))
                .breaks("PRE-07")
                .in("mobileAuth"),
            new Mutant(
                    "leaks-on-timeout",
                    "mobile data stays requested after a time-out",
                    () -> new Leaks(call -> call.isOpen() && call.limit().leftMillis() > 20))
                .breaks("PRE-07"),
            new Mutant(
                    "leaks-on-failure",
                    "mobile data stays requested after a failed number request",
                    LeaksOnFailure::new)
                .breaks("PRE-07"),
            new Mutant(
                    "leaks-where-denied",
                    "mobile data stays requested where the system does not grant it",
                    LeaksWhereDenied::new)
                .breaks("PRE-07"),
            new Mutant(
                    "socket-left-open",
                    "a connection to the gateway stays open after the call",
                    SocketLeftOpen::new)
                .breaks("PRE-07"),
            new Mutant(
                    "names-on-default",
                    "the gateway's name is looked up on the default network",
                    NamesOnDefault::new)
                .breaks("PRE-02", "PRE-06"),
            new Mutant(
                    "unknown-name-as-timeout",
                    "a name that does not exist is reported as a time-out",
                    UnknownNameAsTimeout::new)
                .breaks("DEV-02"),
            new Mutant("heavy-number-request", "a request has 12 KB", HeavyNumberRequest::new)
                .breaks("ENV-02"),
            new Mutant(
                    "statistics-over-wifi",
                    "a host of the SDK's maker hears of each retrieval over the default network",
                    StatisticsOverWifi::new)
                .breaks("SEC-02"),
            new Mutant("at-home-only", "mobile data abroad is none", AtHomeOnly::new)
                .breaks("PRE-01", "CHK-01"),
            new Mutant(
                    "sim-of-first-slot",
                    "a SIM in the second slot alone is no SIM",
                    SimOfFirstSlot::new)
                .breaks("PRE-01", "CHK-01"),
            new Mutant(
                    "first-slot",
                    "takes the first SIM for the one that carries data",
                    FirstSlot::new)
                .breaks("AUX-01", "PRE-01"),
            new Mutant(
                    "redirect-over-default",
                    "a redirect is followed over the default network",
                    RedirectOverDefault::new)
                .breaks("PRE-02")
                .in("getPhoneInfo", "loginAuth"),
            new Mutant(
                    "redirect-not-followed",
                    "a redirect to another operator is not followed",
                    RedirectNotFollowed::new)
                .breaks("PRE-01", "DEV-19")
                .in("getPhoneInfo", "loginAuth"),
            new Mutant(
                    "redirect-signal-delivered",
                    "the app receives 103273 in place of a redirect that is followed",
                    RedirectSignalDelivered::new)
                .breaks("API-09", "DEV-18")
                .in("getPhoneInfo", "loginAuth"),
            new Mutant(
                    "redirect-anywhere",
                    "a redirect is followed to a host that is none of the operators'",
                    RedirectAnywhere::new)
                .breaks("DEV-12")
                .in("getPhoneInfo", "loginAuth"),
            new Mutant(
                    "redirect-by-beginning",
                    "a redirect is followed to a URL that begins as an operator's",
                    () -> new RedirectLoose(RedirectLoose::beginsAsKnown))
                .breaks("DEV-12")
                .in("getPhoneInfo", "loginAuth"),
            new Mutant(
                    "redirect-by-ending",
                    "a redirect is followed to a host whose name ends as an operator's",
                    () -> new RedirectLoose(RedirectLoose::endsAsKnown))
                .breaks("DEV-12")
                .in("getPhoneInfo", "loginAuth"),
            new Mutant(
                    "redirect-by-mention",
                    "a redirect is followed to a URL that has an operator's host anywhere",
                    () -> new RedirectLoose(RedirectLoose::mentionsKnown))
                .breaks("DEV-12")
                .in("getPhoneInfo", "loginAuth"),
            new Mutant(
                    "redirect-to-any-port",
                    "a redirect is followed to an operator's host whatever its port and scheme",
                    () -> new RedirectLoose(RedirectLoose::hasKnownHost))
                .breaks("DEV-12")
                .in("getPhoneInfo", "loginAuth"),
            new Mutant(
                    "redirect-in-circles",
                    "a redirect by the other operator is followed without end",
                    RedirectInCircles::new)
                .breaks("DEV-13")
                .in("getPhoneInfo", "loginAuth"),
            new Mutant(
                    "redirect-refusal-replaced",
                    "a code of the other operator is reported as 200025",
                    RedirectRefusalReplaced::new)
                .breaks("DEV-19")
                .in("getPhoneInfo", "loginAuth"),
            new Mutant(
                    "number-request-twice",
                    "each number request is sent twice",
                    NumberRequestTwice::new)
                .breaks("ENV-02", "PRE-04"),
            new Mutant(
                    "token-request-twice-in-login",
                    "one press makes two token requests",
                    () -> new TokenRequestTwice(CallSet.LOGIN_AUTH))
                .breaks("SEC-07")
                .in("loginAuth"),
            new Mutant(
                    "token-request-twice-in-check",
                    "one mobileAuth makes two token requests",
                    () -> new TokenRequestTwice(CallSet.MOBILE_AUTH))
                .breaks("CHK-01", "ENV-02")
                .in("mobileAuth"),
            new Mutant(
                    "reset-repeated",
                    "a request that was reset is sent again without end",
                    () -> new ResetRepeated(Integer.MAX_VALUE))
                .breaks("DEV-02"),
            new Mutant(
                    "reset-repeated-same-id",
                    "a request that was reset is sent again with the same msgid",
                    () -> new ResetRepeated(1))
                .breaks("DEV-02"),
            new Mutant(
                    "reset-repeated-twice",
                    "a request that was reset is sent again twice",
                    () -> new ResetRepeatedAfresh(2))
                .breaks("DEV-02"),
            new Mutant(
                    "reset-repeated-after-callback",
                    "a request that was reset is sent again after the callback",
                    () -> new RepeatedAfterCallback(Failure.RESET))
                .breaks("DEV-02", "API-05"),
            new Mutant(
                    "timeout-repeated-after-callback",
                    "a request that timed out is sent again after the callback",
                    () -> new RepeatedAfterCallback(Failure.TIMEOUT))
                .breaks("DEV-07", "API-05"),
            new Mutant(
                    "check-repeats-without-end",
                    "mobileAuth asks again without end after 103902",
                    CheckRepeatsWithoutEnd::new)
                .breaks("PRE-09")
                .in("mobileAuth")));
  }
}
