package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Every mutant, in the order of the families in spec/conformance.md §6. */
public final class Mutants {
  public static final List<Mutant> ROWS = rows();

  private Mutants() {}

  /** Null for an id that is not in the table. */
  public static Policies make(String id) {
    for (Mutant row : ROWS) {
      if (row.id.equals(id)) return row.make();
    }
    return null;
  }

  private static List<Mutant> rows() {
    List<Mutant> rows = new ArrayList<>();
    rows.add(new Mutant("default-5s", "the limit is 5 s unless set", DefaultFiveSeconds::new));
    rows.add(
        new Mutant(
            "seconds-for-milliseconds",
            "setOverTime is taken for seconds",
            SecondsForMilliseconds::new));
    rows.add(
        new Mutant(
            "limit-of-get-phone-info-only",
            "setOverTime holds for getPhoneInfo alone",
            LimitOfGetPhoneInfoOnly::new));
    rows.add(
        new Mutant(
            "limits-add-up", "each step of a request starts a limit of its own", LimitsAddUp::new));
    rows.add(new Mutant("never-times-out", "waits for an answer for ever", NeverTimesOut::new));
    rows.add(new Mutant("fires-early", "gives up after half the limit", FiresEarly::new));
    rows.add(
        new Mutant(
            "callback-twice", "delivers the late answer after the time-out", CallbackTwice::new));
    rows.add(
        new Mutant("callback-never", "a call that times out tells nobody", CallbackNever::new));
    rows.add(new Mutant("no-cache", "asks the gateway each time", NoCache::new));
    rows.add(new Mutant("del-scrip-ignored", "delScrip() deletes nothing", DelScripIgnored::new));
    rows.add(
        new Mutant(
            "cache-by-operator-only",
            "the scrip of a former SIM is used where the operator is the same",
            CacheByOperatorOnly::new));
    rows.add(
        new Mutant(
            "wall-clock-life",
            "a scrip lives by the clock that the user can set",
            WallClockLife::new));
    rows.add(
        new Mutant("plain-at-rest", "the scrip lies in a file as plain text", PlainAtRest::new));
    rows.add(
        new Mutant(
            "keeps-refused-scrip",
            "a scrip refused with 103902 stays in the cache",
            KeepsRefusedScrip::new));
    rows.add(
        new Mutant(
            "timeout-as-network-error",
            "a time-out is told as 102102",
            TimeoutAsNetworkError::new));
    rows.add(
        new Mutant(
            "everything-as-other",
            "every failure of the device is told as 200025",
            EverythingAsOther::new));
    rows.add(
        new Mutant(
            "eof-as-timeout",
            "a peer that closes without a byte is told as a time-out",
            EofAsTimeout::new));
    rows.add(
        new Mutant(
            "html-as-success",
            "a page in place of an answer is taken for success",
            HtmlAsSuccess::new));
    rows.add(
        new Mutant(
            "gateway-code-replaced",
            "a code of the gateway is told as 200025",
            GatewayCodeReplaced::new));
    rows.add(
        new Mutant(
            "unknown-code-as-success",
            "a code outside section 5 is taken for success",
            UnknownCodeAsSuccess::new));
    rows.add(
        new Mutant(
            "empty-token-as-success",
            "103000 without a token is success all the same",
            EmptyTokenAsSuccess::new));
    rows.add(
        new Mutant(
            "reset-repeated",
            "a request that was reset is sent again without end",
            ResetRepeated::new));
    rows.add(
        new Mutant(
            "permission-refused-untold",
            "where READ_PHONE_STATE is refused the call tells nobody",
            PermissionRefusedUntold::new));
    rows.add(
        new Mutant(
            "default-network",
            "the number request goes over the default network",
            DefaultNetwork::new));
    rows.add(
        new Mutant(
            "falls-back-to-default",
            "where mobile data fails the number request goes over the default network",
            FallsBackToDefault::new));
    rows.add(
        new Mutant(
            "binds-process",
            "binds the whole process to mobile data and leaves it so",
            BindsProcess::new));
    rows.add(
        new Mutant(
            "never-releases", "mobile data stays requested after the call", NeverReleases::new));
    rows.add(
        new Mutant(
            "leaks-on-timeout",
            "mobile data stays requested after a time-out",
            LeaksOnTimeout::new));
    rows.add(
        new Mutant(
            "names-on-default",
            "the gateway's name is looked up on the default network",
            NamesOnDefault::new));
    rows.add(
        new Mutant(
            "first-slot", "takes the first SIM for the one that carries data", FirstSlot::new));
    rows.add(
        new Mutant(
            "token-before-consent",
            "asks for the token when the page opens",
            TokenBeforeConsent::new));
    rows.add(
        new Mutant(
            "unchecked-goes-on",
            "the button works with the terms unchecked",
            UncheckedGoesOn::new));
    rows.add(new Mutant("button-twice", "two presses make two token requests", ButtonTwice::new));
    rows.add(new Mutant("closes-itself", "the page closes after the result", ClosesItself::new));
    rows.add(new Mutant("page-in-never", "200087 is never told", PageInNever::new));
    rows.add(new Mutant("page-in-twice", "200087 is told twice", PageInTwice::new));
    rows.add(new Mutant("back-ignored", "the back key does nothing", BackIgnored::new));
    rows.add(new Mutant("cannot-reopen", "the page opens once a process", CannotReopen::new));
    rows.add(
        new Mutant(
            "hint-swallowed", "the hint for unchecked terms is not shown", HintSwallowed::new));
    rows.add(new Mutant("terms-hidden", "the operator's terms are left out", TermsHidden::new));
    rows.add(
        new Mutant(
            "request-code-lost",
            "the listener is told 0 for the request code",
            RequestCodeLost::new));
    rows.add(
        new Mutant(
            "request-code-minus-one", "the listener is always told -1", RequestCodeMinusOne::new));
    rows.add(
        new Mutant(
            "request-code-of-newest",
            "of two calls at once both are told the newer one's code",
            RequestCodeOfNewest::new));
    rows.add(
        new Mutant("desc-missing", "getPhoneInfo's result has no description", DescMissing::new));
    rows.add(new Mutant("token-in-log", "the token is written to the log", TokenInLog::new));
    rows.add(
        new Mutant(
            "any-certificate",
            "any certificate is accepted at the token endpoint",
            AnyCertificateAccepted::new));
    rows.add(
        new Mutant(
            "network-type-3-as-2",
            "mobile data beside Wi-Fi is not seen",
            NetworkTypeThreeAsTwo::new));
    rows.add(
        new Mutant(
            "network-type-keys",
            "getNetworkType spells its keys another way",
            NetworkTypeKeys::new));
    return Collections.unmodifiableList(rows);
  }
}
