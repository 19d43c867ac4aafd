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
                    "arguments-unread-with-cache",
                    "an empty appKey is taken for the one before where a scrip is cached",
                    ArgumentsUnreadWithCache::new)
                .breaks("API-10"),
            new Mutant(
                    "fourth-page-never",
                    "the page opens three times a process",
                    FourthPageNever::new)
                .breaks("LOG-13")
                .in("loginAuth")));
  }
}
