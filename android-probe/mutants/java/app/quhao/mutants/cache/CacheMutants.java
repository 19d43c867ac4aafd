package app.quhao.mutants.cache;

import app.quhao.decorators.CallSet;
import app.quhao.mutants.Mutant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The cached scrip. */
public final class CacheMutants {
  private CacheMutants() {}

  public static List<Mutant> rows() {
    return Collections.unmodifiableList(
        Arrays.asList(
            new Mutant("no-cache", "asks the gateway each time", NeverCached::new)
                .breaks("PRE-04", "PRE-03", "LOG-08"),
            new Mutant(
                    "prefetch-ignores-cache",
                    "getPhoneInfo asks the gateway in spite of a cached scrip",
                    () -> new CacheIgnored(CallSet.GET_PHONE_INFO))
                .breaks("PRE-04", "PRE-03")
                .in("getPhoneInfo"),
            new Mutant(
                    "login-ignores-cache",
                    "loginAuth asks the gateway in spite of a cached scrip",
                    () -> new CacheIgnored(CallSet.LOGIN_AUTH))
                .breaks("PRE-03", "PRE-04")
                .in("loginAuth"),
            new Mutant(
                    "check-ignores-cache",
                    "mobileAuth asks the gateway in spite of a cached scrip",
                    () -> new CacheIgnored(CallSet.MOBILE_AUTH))
                .breaks("PRE-03", "PRE-04")
                .in("mobileAuth"),
            new Mutant(
                    "login-leaves-no-scrip",
                    "loginAuth leaves no scrip in the cache",
                    () -> new NotStored(CallSet.LOGIN_AUTH))
                .breaks("LOG-08")
                .in("loginAuth"),
            new Mutant(
                    "prefetch-leaves-no-scrip",
                    "getPhoneInfo leaves no scrip in the cache",
                    () -> new NotStored(CallSet.GET_PHONE_INFO))
                .breaks("PRE-01", "PRE-03")
                .in("getPhoneInfo"),
            new Mutant(
                    "scrip-dropped-after-token",
                    "a token takes the scrip out of the cache",
                    DroppedAfterToken::new)
                .breaks("LOG-08", "PRE-04")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "cached-needs-mobile-data",
                    "a cached scrip is of no use with mobile data off",
                    () -> new CachedNeedsMobileData(CallSet.ALL))
                .breaks("PRE-03"),
            new Mutant(
                    "cached-login-needs-mobile-data",
                    "with mobile data off a cached scrip is of no use to loginAuth",
                    () -> new CachedNeedsMobileData(CallSet.LOGIN_AUTH))
                .breaks("PRE-03")
                .in("loginAuth"),
            new Mutant(
                    "failure-cached",
                    "a failure is answered again without a new try",
                    FailureCached::new)
                .breaks("PRE-01"),
            new Mutant("del-scrip-ignored", "delScrip() deletes nothing", DelScripIgnored::new)
                .breaks("AUX-03")
                .in("delScrip"),
            new Mutant(
                    "del-scrip-memory-only", "delScrip() leaves the file", MemoryClearedOnly::new)
                .breaks("AUX-03", "SEC-04")
                .in("delScrip"),
            new Mutant(
                    "del-scrip-file-only",
                    "delScrip() leaves the scrip in memory",
                    FileDeletedOnly::new)
                .breaks("AUX-03")
                .in("delScrip"),
            new Mutant(
                    "del-scrip-outrun",
                    "a retrieval under way stores its scrip after delScrip()",
                    () -> new StoredAfterDelScrip(CallSet.ALL))
                .breaks("AUX-03")
                .in("delScrip"),
            new Mutant(
                    "del-scrip-outrun-by-login",
                    "a retrieval of loginAuth stores its scrip after delScrip()",
                    () -> new StoredAfterDelScrip(CallSet.LOGIN_AUTH))
                .breaks("AUX-03")
                .in("loginAuth"),
            new Mutant(
                    "del-scrip-outrun-by-check",
                    "a retrieval of mobileAuth stores its scrip after delScrip()",
                    () -> new StoredAfterDelScrip(CallSet.MOBILE_AUTH))
                .breaks("AUX-03")
                .in("mobileAuth"),
            new Mutant(
                    "foreign-scrip-in-login",
                    "loginAuth uses the scrip of any app and SIM",
                    () -> new ForeignScrip(CallSet.LOGIN_AUTH))
                .breaks("PRE-09", "SEC-06")
                .in("loginAuth"),
            new Mutant(
                    "foreign-scrip-in-check",
                    "mobileAuth uses the scrip of any app and SIM",
                    () -> new ForeignScrip(CallSet.MOBILE_AUTH))
                .breaks("PRE-09", "SEC-06")
                .in("mobileAuth"),
            new Mutant(
                    "cache-by-operator-only",
                    "the scrip of a former SIM is used where the operator is the same",
                    () -> new KeyedBy((app, sim) -> app.appId + sim.operator))
                .breaks("SEC-06", "PRE-09"),
            new Mutant(
                    "cache-of-any-sim",
                    "the scrip of any SIM is used",
                    () -> new KeyedBy((app, sim) -> app.appId))
                .breaks("SEC-06", "PRE-09"),
            new Mutant(
                    "cache-of-any-app",
                    "the scrip of another appId is used",
                    () -> new KeyedBy((app, sim) -> sim.subscription + sim.operator))
                .breaks("PRE-09"),
            new Mutant(
                    "expired-scrip-sent",
                    "a scrip is used after its life",
                    () -> new LifeBy(() -> 0))
                .breaks("PRE-09"),
            new Mutant(
                    "wall-clock-life",
                    "a scrip lives by the clock that the user can set",
                    () -> new LifeBy(System::currentTimeMillis))
                .breaks("PRE-09"),
            new Mutant(
                    "sim-unseen-at-the-press",
                    "a scrip is sent though the SIM was changed while the page was open",
                    () -> new ScripUnchecked(true))
                .breaks("SEC-06")
                .in("loginAuth"),
            new Mutant(
                    "life-unseen-at-the-press",
                    "a scrip is sent though its life has ended while the page was open",
                    () -> new ScripUnchecked(false))
                .breaks("PRE-09")
                .in("loginAuth"),
            new Mutant(
                    "del-scrip-a-little-later",
                    "delScrip() returns before the scrip is deleted",
                    DeletedALittleLater::new)
                .breaks("AUX-03"),
            new Mutant(
                    "scrip-life-slides",
                    "each use of a scrip begins its life anew",
                    SlidingLife::new)
                .breaks("PRE-09"),
            new Mutant(
                    "refused-scrip-stays-at-rest",
                    "a scrip refused with 103902 leaves the memory and not the file",
                    RemovalsNotAtRest::new)
                .breaks("PRE-09")
                .in("loginAuth", "mobileAuth"),
            new Mutant("plain-at-rest", "the scrip lies in a file as plain text", PlainAtRest::new)
                .breaks("SEC-04"),
            new Mutant(
                    "keeps-refused-scrip",
                    "a scrip refused with 103902 stays in the cache",
                    KeepsRefusedScrip::new)
                .breaks("PRE-09")
                .in("loginAuth", "mobileAuth"),
            new Mutant(
                    "refused-scrip-sent-again",
                    "a scrip refused with 103902 is sent again at once",
                    RefusedScripSentAgain::new)
                .breaks("PRE-09")
                .in("loginAuth", "mobileAuth")));
  }
}
