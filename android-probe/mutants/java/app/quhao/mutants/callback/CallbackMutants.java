package app.quhao.mutants.callback;

import app.quhao.decorators.CallSet;
import app.quhao.mutants.Mutant;
import com.cmic.gen.sdk.policy.ResultCode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Count, thread and request code of callbacks. */
public final class CallbackMutants {
  private CallbackMutants() {}

  public static List<Mutant> rows() {
    return Collections.unmodifiableList(
        Arrays.asList(
            new Mutant(
                    "callback-twice",
                    "delivers the late answer after the time-out",
                    LateAnswerToo::new)
                .breaks("API-05"),
            new Mutant(
                    "callback-never",
                    "a call that times out has no callback",
                    () -> new WithheldAt(ResultCode.TIMEOUT))
                .breaks("API-05", "DEV-07"),
            new Mutant(
                    "permission-refused-untold",
                    "where READ_PHONE_STATE is refused the call has no callback",
                    () -> new WithheldAt(ResultCode.PERMISSION_REFUSED))
                .breaks("DEV-15", "API-05"),
            new Mutant(
                    "prefetch-success-twice",
                    "getPhoneInfo delivers its success twice",
                    () -> new SuccessTwice(CallSet.GET_PHONE_INFO))
                .breaks("API-05")
                .in("getPhoneInfo"),
            new Mutant(
                    "login-success-twice",
                    "loginAuth delivers its success twice",
                    () -> new SuccessTwice(CallSet.LOGIN_AUTH))
                .breaks("API-05")
                .in("loginAuth"),
            new Mutant(
                    "check-success-twice",
                    "mobileAuth delivers its success twice",
                    () -> new SuccessTwice(CallSet.MOBILE_AUTH))
                .breaks("API-05")
                .in("mobileAuth"),
            new Mutant("failure-twice", "a failure is delivered twice", FailureTwice::new)
                .breaks("API-05"),
            new Mutant(
                    "callback-again-after-3s",
                    "delivers the same result a second time 3 s later",
                    AgainAfterThreeSeconds::new)
                .breaks("API-05"),
            new Mutant(
                    "replaced-login-silent",
                    "a login that a newer login replaces has no callback",
                    ReplacedLoginSilent::new)
                .breaks("API-05")
                .in("loginAuth"),
            new Mutant(
                    "quit-pending-silent",
                    "quitAuthActivity ends a pending login without a callback",
                    QuitSilent::new)
                .breaks("API-05", "LOG-14")
                .in("loginAuth"),
            new Mutant(
                    "second-call-dropped",
                    "a call that starts while another runs is dropped",
                    () -> new CallsBeyondDropped(1))
                .breaks("API-11", "API-05"),
            new Mutant(
                    "seventh-call-dropped",
                    "beside six calls that run another one is dropped",
                    () -> new CallsBeyondDropped(6))
                .breaks("API-05", "API-11"),
            new Mutant(
                    "callback-on-pool-thread",
                    "the listener is called on a pool thread; INFO, so no verdict can fail it",
                    OnPoolThread::new)
                .breaks("API-02"),
            new Mutant(
                    "request-code-lost",
                    "the listener receives 0 for the request code",
                    () -> new RequestCodeAs(code -> 0, CallSet.ALL))
                .breaks("API-03"),
            new Mutant(
                    "request-code-lost-in-login",
                    "loginAuth passes 0 for the request code",
                    () -> new RequestCodeAs(code -> 0, CallSet.LOGIN_AUTH))
                .breaks("API-03")
                .in("loginAuth"),
            new Mutant(
                    "request-code-lost-in-check",
                    "mobileAuth passes 0 for the request code",
                    () -> new RequestCodeAs(code -> 0, CallSet.MOBILE_AUTH))
                .breaks("API-03")
                .in("mobileAuth"),
            new Mutant(
                    "request-code-lost-on-failure",
                    "a failed call passes 0 for the request code",
                    RequestCodeLostOnFailure::new)
                .breaks("API-03"),
            new Mutant(
                    "request-code-zero-as-none",
                    "the request code 0 comes back as -1",
                    () -> new RequestCodeAs(code -> code == 0 ? -1 : code, CallSet.ALL))
                .breaks("API-03"),
            new Mutant(
                    "request-code-without-sign",
                    "a request code below zero comes back as another, -1 as it is",
                    () ->
                        new RequestCodeAs(
                            code -> code == -1 ? -1 : code & Integer.MAX_VALUE, CallSet.ALL))
                .breaks("API-03"),
            new Mutant(
                    "request-code-minus-one",
                    "the listener always receives -1",
                    () -> new RequestCodeAs(code -> -1, CallSet.ALL))
                .breaks("API-03"),
            new Mutant(
                    "prefetch-without-code-zero",
                    "getPhoneInfo without a request code passes 0",
                    () -> new RequestCodeAs(code -> code == -1 ? 0 : code, CallSet.GET_PHONE_INFO))
                .breaks("API-04")
                .in("getPhoneInfo"),
            new Mutant(
                    "login-without-code-zero",
                    "loginAuth without a request code passes 0",
                    () -> new RequestCodeAs(code -> code == -1 ? 0 : code, CallSet.LOGIN_AUTH))
                .breaks("API-04")
                .in("loginAuth"),
            new Mutant(
                    "check-without-code-zero",
                    "mobileAuth without a request code passes 0",
                    () -> new RequestCodeAs(code -> code == -1 ? 0 : code, CallSet.MOBILE_AUTH))
                .breaks("API-04")
                .in("mobileAuth"),
            new Mutant(
                    "request-code-of-newest",
                    "of two calls at once both receive the newer one's code",
                    RequestCodeOfNewest::new)
                .breaks("API-03", "API-11"),
            new Mutant(
                    "request-codes-swapped",
                    "two calls at once receive each other's code",
                    RequestCodesSwapped::new)
                .breaks("API-03", "API-11")));
  }
}
