package app.quhao.mutants.result;

import app.quhao.decorators.CallSet;
import app.quhao.mutants.Mutant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The form of results. */
public final class ResultMutants {
  private ResultMutants() {}

  public static List<Mutant> rows() {
    return Collections.unmodifiableList(
        Arrays.asList(
            new Mutant(
                    "desc-missing",
                    "getPhoneInfo's result has no description",
                    () -> new FieldMissing("desc", CallSet.GET_PHONE_INFO))
                .breaks("API-08")
                .in("getPhoneInfo"),
            new Mutant(
                    "desc-missing-on-login-failure",
                    "a failed loginAuth has no description",
                    () -> new FieldMissingOnFailure("desc", CallSet.LOGIN_AUTH))
                .breaks("API-08")
                .in("loginAuth"),
            new Mutant(
                    "desc-missing-on-prefetch-failure",
                    "a failed getPhoneInfo has no description",
                    () -> new FieldMissingOnFailure("desc", CallSet.GET_PHONE_INFO))
                .breaks("API-08")
                .in("getPhoneInfo"),
            new Mutant(
                    "desc-of-success-not-true",
                    "the description of a success is \"success\" and not \"true\"",
                    DescriptionOfSuccess::new)
                .breaks("PRE-05")
                .in("getPhoneInfo"),
            new Mutant(
                    "desc-true-on-failure",
                    "the description of a failure is \"true\", as that of a success",
                    DescriptionOfFailure::new)
                .breaks("API-08"),
            new Mutant(
                    "gateway-text-byte-by-byte",
                    "the gateway's description is read as ISO-8859-1",
                    GatewayTextByteByByte::new)
                .breaks("API-08"),
            new Mutant(
                    "trace-id-missing-on-failure",
                    "a failure has no traceId",
                    () -> new FieldMissingOnFailure("traceId", CallSet.ALL))
                .breaks("API-07"),
            new Mutant(
                    "trace-id-missing-in-prefetch",
                    "getPhoneInfo's result has no traceId",
                    () -> new FieldMissing("traceId", CallSet.GET_PHONE_INFO))
                .breaks("API-07")
                .in("getPhoneInfo"),
            new Mutant(
                    "trace-id-missing-in-login",
                    "loginAuth's result has no traceId",
                    () -> new FieldMissing("traceId", CallSet.LOGIN_AUTH))
                .breaks("LOG-03", "API-07")
                .in("loginAuth"),
            new Mutant(
                    "trace-id-missing-in-check",
                    "mobileAuth's result has no traceId",
                    () -> new FieldMissing("traceId", CallSet.MOBILE_AUTH))
                .breaks("CHK-02", "API-07")
                .in("mobileAuth"),
            new Mutant(
                    "trace-id-foreign",
                    "traceId is the msgid of no request of the call",
                    TraceIdForeign::new)
                .breaks("API-07"),
            new Mutant("one-message-id", "every request has the same msgid", OneMessageId::new)
                .breaks("API-07"),
            new Mutant("result-code-as-number", "resultCode is a number", ResultCodeAsNumber::new)
                .breaks("API-06"),
            new Mutant(
                    "code-outside-guide",
                    "a time-out has a code that section 5 does not list",
                    CodeOutsideGuide::new)
                .breaks("API-09", "DEV-07"),
            new Mutant(
                    "one-auth-type-description",
                    "authTypeDes is that of mobile data for every authType",
                    OneAuthTypeDescription::new)
                .breaks("LOG-04")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "auth-type-always-2",
                    "authType is 2 on Wi-Fi only",
                    () -> new AuthTypeAs("2", CallSet.ALL))
                .breaks("LOG-04")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "auth-type-0-in-login",
                    "authType is 0 for a loginAuth that succeeds",
                    () -> new AuthTypeAs("0", CallSet.LOGIN_AUTH))
                .breaks("LOG-04")
                .in("loginAuth"),
            new Mutant(
                    "auth-type-0-in-check",
                    "authType is 0 for a mobileAuth that succeeds",
                    () -> new AuthTypeAs("0", CallSet.MOBILE_AUTH))
                .breaks("CHK-02", "LOG-04")
                .in("mobileAuth"),
            new Mutant(
                    "auth-type-of-retrieval",
                    "authType tells which networks were up when the number was retrieved",
                    AuthTypeOfRetrieval::new)
                .breaks("LOG-04", "CHK-02")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "auth-type-as-number",
                    "authType is a number",
                    () -> new AuthTypeAs(2, CallSet.ALL))
                .breaks("LOG-04")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "auth-type-missing-in-check",
                    "mobileAuth's result has no authType",
                    () -> new FieldMissing("authType", CallSet.MOBILE_AUTH))
                .breaks("CHK-02")
                .in("mobileAuth"),
            new Mutant(
                    "auth-type-des-missing-in-login",
                    "loginAuth's result has no authTypeDes",
                    () -> new FieldMissing("authTypeDes", CallSet.LOGIN_AUTH))
                .breaks("LOG-03")
                .in("loginAuth"),
            new Mutant(
                    "auth-type-des-missing-in-check",
                    "mobileAuth's result has no authTypeDes",
                    () -> new FieldMissing("authTypeDes", CallSet.MOBILE_AUTH))
                .breaks("CHK-02")
                .in("mobileAuth"),
            new Mutant(
                    "token-under-other-name-in-login",
                    "loginAuth's token stands in another field",
                    () -> new TokenUnderOtherName(CallSet.LOGIN_AUTH))
                .breaks("LOG-03")
                .in("loginAuth"),
            new Mutant(
                    "token-under-other-name-in-check",
                    "mobileAuth's token stands in another field",
                    () -> new TokenUnderOtherName(CallSet.MOBILE_AUTH))
                .breaks("CHK-02")
                .in("mobileAuth"),
            new Mutant(
                    "former-token-in-failure",
                    "a failure carries a token",
                    FormerTokenInFailure::new)
                .breaks("API-06", "LOG-03"),
            new Mutant(
                    "former-token-again",
                    "a call gives the token of the call before",
                    FormerTokenAgain::new)
                .breaks("LOG-06", "CHK-02")
                .in("loginAuth", "mobileAuth"),
            new Mutant("null-on-failure", "a failure has no result object", NullOnFailure::new)
                .breaks("API-02", "API-06")));
  }
}
