package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;
import java.util.function.Supplier;

/** A row of the table: an SDK that is wrong in one way. */
public final class Mutant {
  /** kebab-case, never renamed. */
  public final String id;

  /** What it does wrong, in one sentence. */
  public final String text;

  private final Supplier<Policies> maker;

  Mutant(String id, String text, Supplier<Policies> maker) {
    this.id = id;
    this.text = text;
    this.maker = maker;
  }

  /** A new one: a mutant may remember what it has done. */
  public Policies make() {
    return maker.get();
  }
}
