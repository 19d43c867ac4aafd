package app.quhao.variants;

import app.quhao.variants.net.NetVariants;
import app.quhao.variants.page.PageVariants;
import app.quhao.variants.result.ResultVariants;
import com.cmic.gen.sdk.flow.Parts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Every variant. Each passes every check, but for the clauses that its row names. */
public final class Variants {
  public static final List<Variant> ROWS = rows();

  private Variants() {}

  /** Null for an id that is not in the table. */
  public static Parts make(String id) {
    for (Variant row : ROWS) {
      if (row.id.equals(id)) {
        return row.make();
      }
    }
    return null;
  }

  private static List<Variant> rows() {
    List<Variant> rows = new ArrayList<>();
    rows.addAll(PageVariants.rows());
    rows.addAll(ResultVariants.rows());
    rows.addAll(NetVariants.rows());
    return Collections.unmodifiableList(rows);
  }
}
