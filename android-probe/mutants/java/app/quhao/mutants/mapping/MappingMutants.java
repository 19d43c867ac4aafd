package app.quhao.mutants.mapping;

import app.quhao.decorators.CallSet;
import app.quhao.mutants.Mutant;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.ResultCode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Which code the app sees. */
public final class MappingMutants {
  private MappingMutants() {}

  public static List<Mutant> rows() {
    return Collections.unmodifiableList(
        Arrays.asList(
            new Mutant(
                    "answer-cut-at-4096-bytes",
                    "of an answer the first 4096 bytes are read",
                    AnswerCut::new)
                .breaks("DEV-04", "PRE-01"),
            new Mutant(
                    "code-as-number-taken",
                    "a result code that is a number is taken for the same text",
                    CodeAsNumberTaken::new)
                .breaks("DEV-04"),
            new Mutant(
                    "argument-as-other",
                    "a missing argument is reported as 200025",
                    () -> new FailureAs(ResultCode.OTHER, Failure.BAD_ARGUMENT))
                .breaks("API-10"),
            new Mutant(
                    "no-network-as-mobile-data-off",
                    "no network at all is reported as 200027",
                    () -> new FailureAs(ResultCode.MOBILE_DATA_OFF, Failure.NO_NETWORK))
                .breaks("DEV-01"),
            new Mutant(
                    "mobile-data-off-as-no-network",
                    "mobile data off beside Wi-Fi is reported as 200022",
                    () -> new FailureAs(ResultCode.NO_NETWORK, Failure.MOBILE_DATA_OFF))
                .breaks("DEV-03"),
            new Mutant(
                    "no-sim-as-no-network",
                    "no SIM is reported as 200022",
                    () -> new FailureAs(ResultCode.NO_NETWORK, Failure.NO_SIM))
                .breaks("DEV-05"),
            new Mutant(
                    "unreadable-sim-as-no-sim",
                    "a SIM that cannot be read is reported as 200002",
                    () -> new FailureAs(ResultCode.NO_SIM, Failure.SIM_UNREADABLE))
                .breaks("DEV-06"),
            new Mutant(
                    "switch-failed-as-no-network",
                    "mobile data that the system does not grant is reported as 200022",
                    () ->
                        new FailureAs(
                            ResultCode.NO_NETWORK, Failure.SWITCH_REFUSED, Failure.SWITCH_PENDING))
                .breaks("DEV-08"),
            new Mutant(
                    "socket-denied-as-network-error",
                    "a socket that the system denies is reported as 200028",
                    () -> new FailureAs(ResultCode.NETWORK_ERROR, Failure.SOCKET_REFUSED))
                .breaks("DEV-09"),
            new Mutant(
                    "reset-as-timeout",
                    "a reset connection is reported as a time-out",
                    () -> new FailureAs(ResultCode.TIMEOUT, Failure.RESET))
                .breaks("DEV-02"),
            new Mutant(
                    "unreachable-as-timeout",
                    "a refused connection is reported as a time-out",
                    () -> new FailureAs(ResultCode.TIMEOUT, Failure.UNREACHABLE))
                .breaks("DEV-02"),
            new Mutant(
                    "timeout-as-network-error",
                    "a time-out is reported as 102102",
                    () -> new FailureAs(ResultCode.NETWORK_ERROR_LEGACY, Failure.TIMEOUT))
                .breaks("DEV-07"),
            new Mutant(
                    "press-timeout-as-other",
                    "a time-out after the press is reported as 200025",
                    () -> new FailureAs(ResultCode.OTHER, Failure.TIMEOUT_AFTER_PRESS))
                .breaks("LOG-11")
                .in("loginAuth"),
            new Mutant(
                    "eof-as-timeout",
                    "a peer that closes without a byte is reported as a time-out",
                    () -> new FailureAs(ResultCode.TIMEOUT, Failure.EOF))
                .breaks("DEV-10"),
            new Mutant(
                    "html-as-success",
                    "a page in place of an answer is taken for success",
                    () -> new FailureAs(ResultCode.SUCCESS, Failure.UNPARSABLE))
                .breaks("DEV-04"),
            new Mutant(
                    "unparsable-as-network-error",
                    "an answer that cannot be parsed is reported as 200028",
                    () ->
                        new FailureAs(
                            ResultCode.NETWORK_ERROR, Failure.UNPARSABLE, Failure.WRONG_ANSWER))
                .breaks("DEV-04"),
            new Mutant(
                    "status-as-unparsable",
                    "an HTTP status other than 200 and 503 is reported as 200021",
                    () -> new FailureAs(ResultCode.UNPARSABLE_ANSWER, Failure.BAD_STATUS))
                .breaks("DEV-16"),
            new Mutant(
                    "busy-as-network-error",
                    "status 503 is reported as 200028",
                    () -> new FailureAs(ResultCode.NETWORK_ERROR, Failure.BUSY))
                .breaks("DEV-14"),
            new Mutant(
                    "certificate-as-other",
                    "a chain that does not end in the trusted root is reported as 200025",
                    () -> new FailureAs(ResultCode.OTHER, Failure.CERTIFICATE))
                .breaks("DEV-11", "DEV-17")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "redirect-failed-as-network-error",
                    "another operator that cannot be reached is reported as 200028",
                    () -> new FailureAs(ResultCode.NETWORK_ERROR, Failure.REDIRECT_FAILED))
                .breaks("DEV-12")
                .in("getPhoneInfo", "loginAuth"),
            new Mutant(
                    "redirect-refused-as-failed",
                    "a bad answer of another operator is reported as 200038",
                    () ->
                        new FailureAs(
                            ResultCode.OTHER_OPERATOR_REQUEST_FAILED, Failure.REDIRECT_REFUSED))
                .breaks("DEV-13")
                .in("getPhoneInfo", "loginAuth"),
            new Mutant(
                    "other-operator-as-other",
                    "mobileAuth reports another operator's subscriber as 200025",
                    () -> new FailureAs(ResultCode.OTHER, Failure.OTHER_OPERATOR))
                .breaks("CHK-04")
                .in("mobileAuth"),
            new Mutant(
                    "other-operator-served",
                    "mobileAuth gives a token to another operator's subscriber whose scrip is"
                        + " cached",
                    OtherOperatorServed::new)
                .breaks("CHK-04")
                .in("mobileAuth"),
            new Mutant(
                    "everything-as-other",
                    "every failure of the device is reported as 200025",
                    () -> new EverythingAsOther(CallSet.ALL))
                .breaks("DEV-01", "DEV-03", "DEV-04", "DEV-05", "DEV-10"),
            new Mutant(
                    "login-failures-as-other",
                    "every failure of loginAuth is reported as 200025",
                    () -> new EverythingAsOther(CallSet.LOGIN_AUTH))
                .breaks("DEV-01", "DEV-03", "DEV-04", "DEV-05", "DEV-07")
                .in("loginAuth"),
            new Mutant(
                    "check-failures-as-other",
                    "every failure of mobileAuth is reported as 200025",
                    () -> new EverythingAsOther(CallSet.MOBILE_AUTH))
                .breaks("DEV-01", "DEV-03", "DEV-04", "DEV-05", "DEV-07")
                .in("mobileAuth"),
            new Mutant(
                    "token-failures-as-other",
                    "every failure of the token request is reported as 200025",
                    TokenFailuresAsOther::new)
                .breaks("DEV-04", "DEV-07", "DEV-11", "DEV-16", "API-09")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "gateway-code-replaced",
                    "a code of the gateway is reported as 200025",
                    GatewayCodeReplaced::new)
                .breaks("API-09", "DEV-19"),
            new Mutant(
                    "unknown-code-as-success",
                    "a code outside section 5 is taken for success",
                    UnknownCodeAsSuccess::new)
                .breaks("DEV-18"),
            new Mutant(
                    "unknown-code-passed-on",
                    "a code outside section 5 reaches the app",
                    UnknownCodePassedOn::new)
                .breaks("DEV-18", "API-09"),
            new Mutant(
                    "token-unknown-code-as-success",
                    "a code of the token request outside section 5 is taken for success",
                    TokenUnknownCodeAsSuccess::new)
                .breaks("DEV-18")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "empty-token-as-success",
                    "103000 without a token is taken for success",
                    EmptyTokenAsSuccess::new)
                .breaks("DEV-04", "LOG-03")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "token-empty-body-as-success",
                    "an empty answer to the token request is taken for success",
                    () -> new TokenPageAsSuccess(body -> body.length == 0))
                .breaks("DEV-04")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "token-html-as-success",
                    "a page in answer to the token request is taken for success",
                    () -> new TokenPageAsSuccess(TokenPageAsSuccess::isPage))
                .breaks("DEV-04")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "empty-body-as-success",
                    "an empty answer to the number request is taken for success",
                    EmptyNumberBodyAsSuccess::new)
                .breaks("DEV-04"),
            new Mutant(
                    "status-ignored",
                    "the body of any HTTP status is taken for an answer",
                    StatusIgnored::new)
                .breaks("DEV-16", "DEV-14"),
            new Mutant(
                    "foreign-answer-taken",
                    "the answer to another request is taken",
                    ForeignAnswerTaken::new)
                .breaks("DEV-04")));
  }
}
