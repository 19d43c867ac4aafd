package app.quhao.variants;

import com.cmic.gen.sdk.flow.Parts;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** A row of the table: a right SDK that is built in another way. */
public final class Variant {
  /** kebab-case, never renamed. */
  public final String id;

  /** In what it differs, in one sentence. */
  public final String text;

  /** The clauses that its difference touches. */
  public final List<String> clauses;

  /** The clauses on which it fails fairly; empty for a right SDK. */
  public final List<String> fails;

  private final Supplier<Parts> maker;

  private Variant(String id, String text, Supplier<Parts> maker, Touch touch) {
    this.id = id;
    this.text = text;
    this.maker = maker;
    clauses = touch.clauses;
    fails = touch.fails;
  }

  public Variant(String id, String text, Supplier<Parts> maker) {
    this(id, text, maker, new Touch(Collections.emptyList(), Collections.emptyList()));
  }

  public Variant touches(String... ids) {
    return new Variant(id, text, maker, new Touch(Arrays.asList(ids), fails));
  }

  public Variant failsFairly(String... ids) {
    return new Variant(id, text, maker, new Touch(clauses, Arrays.asList(ids)));
  }

  /** A new one: a variant may remember what it has done. */
  public Parts make() {
    return maker.get();
  }

  private static final class Touch {
    private final List<String> clauses;
    private final List<String> fails;

    Touch(List<String> clauses, List<String> fails) {
      this.clauses = Collections.unmodifiableList(clauses);
      this.fails = Collections.unmodifiableList(fails);
    }
  }
}
