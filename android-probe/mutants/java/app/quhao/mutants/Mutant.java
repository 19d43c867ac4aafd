package app.quhao.mutants;

import com.cmic.gen.sdk.flow.Parts;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** A row of the table: an SDK that is wrong in one way. */
public final class Mutant {
  /** kebab-case, never renamed. */
  public final String id;

  /** What it does wrong, in one sentence. */
  public final String text;

  /** The clauses that it breaks, the one that it is about first. */
  public final List<String> clauses;

  /** The methods in which it shows: those that the guide names. */
  public final List<String> calls;

  private final Supplier<Parts> maker;

  private Mutant(String id, String text, Supplier<Parts> maker, Scope scope) {
    this.id = id;
    this.text = text;
    this.maker = maker;
    clauses = scope.clauses;
    calls = scope.calls;
  }

  /** Shows in all three calls unless in() says otherwise. */
  public Mutant(String id, String text, Supplier<Parts> maker) {
    this(id, text, maker, new Scope(Collections.emptyList(), Scope.ALL));
  }

  public Mutant breaks(String... ids) {
    return new Mutant(id, text, maker, new Scope(Arrays.asList(ids), calls));
  }

  public Mutant in(String... methods) {
    return new Mutant(id, text, maker, new Scope(clauses, Arrays.asList(methods)));
  }

  /** A new one: a mutant may remember what it has done. */
  public Parts make() {
    return maker.get();
  }

  private static final class Scope {
    private static final List<String> ALL =
        Arrays.asList("getPhoneInfo", "loginAuth", "mobileAuth");

    private final List<String> clauses;
    private final List<String> calls;

    Scope(List<String> clauses, List<String> calls) {
      this.clauses = Collections.unmodifiableList(clauses);
      this.calls = Collections.unmodifiableList(calls);
    }
  }
}
