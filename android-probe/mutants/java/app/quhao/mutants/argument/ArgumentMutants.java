package app.quhao.mutants.argument;

import app.quhao.decorators.CallSet;
import app.quhao.mutants.Mutant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What starts a call. */
public final class ArgumentMutants {
  private ArgumentMutants() {}

  public static List<Mutant> rows() {
    return Collections.unmodifiableList(
        Arrays.asList(
            new Mutant(
                    "empty-app-key-sent", "an empty appKey starts a request", EmptyAppKeySent::new)
                .breaks("API-10"),
            new Mutant(
                    "empty-app-id-sent-by-prefetch",
                    "an empty appId of getPhoneInfo starts a request",
                    () -> new EmptyAppIdSent(CallSet.GET_PHONE_INFO))
                .breaks("API-10")
                .in("getPhoneInfo"),
            new Mutant(
                    "empty-app-id-sent-by-login",
                    "an empty appId of loginAuth starts a request",
                    () -> new EmptyAppIdSent(CallSet.LOGIN_AUTH))
                .breaks("API-10")
                .in("loginAuth"),
            new Mutant(
                    "empty-app-id-sent-by-check",
                    "an empty appId of mobileAuth starts a request",
                    () -> new EmptyAppIdSent(CallSet.MOBILE_AUTH))
                .breaks("API-10")
                .in("mobileAuth"),
            new Mutant(
                    "null-app-id-crashes",
                    "a null appId throws out of the method",
                    NullAppIdCrashes::new)
                .breaks("API-10"),
            new Mutant(
                    "null-listener-crashes",
                    "a null listener throws out of the method",
                    NullListenerCrashes::new)
                .breaks("API-12"),
            new Mutant(
                    "null-listener-sends",
                    "a call with a null listener sends a request",
                    NullListenerSends::new)
                .breaks("API-12")));
  }
}
