package app.quhao.mutants.security;

import app.quhao.decorators.CallSet;
import app.quhao.mutants.Mutant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What leaks, and who is trusted. */
public final class SecurityMutants {
  private SecurityMutants() {}

  public static List<Mutant> rows() {
    return Collections.unmodifiableList(
        Arrays.asList(
            new Mutant(
                    "token-in-log",
                    "the token is written to the log",
                    () -> TokenInLog.plain(CallSet.ALL))
                .breaks("SEC-03")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "login-token-in-log",
                    "the token of loginAuth is written to the log",
                    () -> TokenInLog.plain(CallSet.LOGIN_AUTH))
                .breaks("SEC-03")
                .in("loginAuth"),
            new Mutant(
                    "check-token-in-log",
                    "the token of mobileAuth is written to the log",
                    () -> TokenInLog.plain(CallSet.MOBILE_AUTH))
                .breaks("SEC-03")
                .in("mobileAuth"),
            new Mutant(
                    "token-end-in-log",
                    "the last 24 characters of the token of mobileAuth are written to the log",
                    () -> TokenInLog.end(CallSet.MOBILE_AUTH))
                .breaks("SEC-03")
                .in("mobileAuth"),
            new Mutant(
                    "encoded-token-in-log",
                    "the token of mobileAuth is written to the log in base64",
                    () -> TokenInLog.encoded(CallSet.MOBILE_AUTH))
                .breaks("SEC-03")
                .in("mobileAuth"),
            new Mutant(
                    "token-in-broadcast",
                    "the token is broadcast to every app",
                    TokenInBroadcast::new)
                .breaks("SEC-03")
                .in("loginAuth", "mobileAuth"),
            new Mutant("scrip-in-log", "the scrip is written to the log", ScripInLog::new)
                .breaks("SEC-03"),
            new Mutant("app-key-in-log", "the appKey is written to the log", AppKeyInLog::new)
                .breaks("SEC-03"),
            new Mutant(
                    "app-key-in-log-on-refusal",
                    "an appKey that the gateway refuses is written to the log",
                    AppKeyInLogOnRefusal::new)
                .breaks("SEC-03"),
            new Mutant(
                    "secrets-at-rest",
                    "scrip and token are written to a file in plain text",
                    TokenAtRest::new)
                .breaks("SEC-04")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "app-key-in-clear",
                    "the number request carries the appKey in clear text",
                    AppKeyInClear::new)
                .breaks("SEC-05"),
            new Mutant(
                    "token-in-clear",
                    "the token is sent to another place in clear text",
                    () -> new ReportsInClear((scrip, token) -> token))
                .breaks("SEC-05")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "scrip-in-clear",
                    "the scrip is sent to another place in clear text",
                    () -> new ReportsInClear((scrip, token) -> scrip.text))
                .breaks("SEC-05")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "identifies-over-wifi",
                    "appId and subscription go over the default network before the number request",
                    ReportsOverWifi::new)
                .breaks("SEC-02"),
            new Mutant(
                    "check-asks-for-login",
                    "mobileAuth asks for a token that gives the number",
                    ChecksAskForLogin::new)
                .breaks("CHK-05", "CHK-01")
                .in("mobileAuth"),
            new Mutant(
                    "scrip-in-intent",
                    "the scrip is an extra of the intent that opens the page",
                    ScripInIntent::new)
                .breaks("SEC-04")
                .in("loginAuth"),
            new Mutant(
                    "any-certificate-after-a-refusal",
                    "a chain is refused once, and any is taken from then on",
                    AnyCertificateAfterRefusal::new)
                .breaks("DEV-11")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "any-certificate",
                    "any certificate is accepted at the token endpoint",
                    AnyCertificate::new)
                .breaks("DEV-11", "DEV-17")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "host-name-unchecked",
                    "a certificate of another host is accepted at the token endpoint",
                    HostNameUnchecked::new)
                .breaks("DEV-17")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "expired-certificate-taken",
                    "an expired certificate is accepted at the token endpoint",
                    ExpiredCertificateTaken::new)
                .breaks("DEV-17")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "clear-after-tls-failure",
                    "after a TLS failure the token request goes out in clear text",
                    ClearAfterTlsFailure::new)
                .breaks("DEV-11")
                .in("loginAuth", "mobileAuth")));
  }
}
