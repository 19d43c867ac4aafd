package app.quhao.mutants;

import app.quhao.mutants.argument.ArgumentMutants;
import app.quhao.mutants.cache.CacheMutants;
import app.quhao.mutants.callback.CallbackMutants;
import app.quhao.mutants.circumstance.CircumstanceMutants;
import app.quhao.mutants.device.DeviceMutants;
import app.quhao.mutants.look.LookMutants;
import app.quhao.mutants.look.ThemeMutants;
import app.quhao.mutants.mapping.MalformedHttpMutants;
import app.quhao.mutants.mapping.MappingMutants;
import app.quhao.mutants.network.NetworkKindMutants;
import app.quhao.mutants.network.NetworkMutants;
import app.quhao.mutants.page.PageMutants;
import app.quhao.mutants.result.ResultMutants;
import app.quhao.mutants.security.SecurityMutants;
import app.quhao.mutants.time.TimeMutants;
import com.cmic.gen.sdk.flow.Parts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Every mutant, family by family in the order of docs/conformance.md section 6. */
public final class Mutants {
  public static final List<Mutant> ROWS = rows();

  private Mutants() {}

  /** Null for an id that is not in the table. */
  public static Parts make(String id) {
    for (Mutant row : ROWS) {
      if (row.id.equals(id)) {
        return row.make();
      }
    }
    return null;
  }

  private static List<Mutant> rows() {
    List<Mutant> rows = new ArrayList<>();
    rows.addAll(TimeMutants.rows());
    rows.addAll(CallbackMutants.rows());
    rows.addAll(ResultMutants.rows());
    rows.addAll(ArgumentMutants.rows());
    rows.addAll(PageMutants.rows());
    rows.addAll(LookMutants.rows());
    rows.addAll(ThemeMutants.rows());
    rows.addAll(CacheMutants.rows());
    rows.addAll(MappingMutants.rows());
    rows.addAll(MalformedHttpMutants.rows());
    rows.addAll(NetworkMutants.rows());
    rows.addAll(NetworkKindMutants.rows());
    rows.addAll(SecurityMutants.rows());
    rows.addAll(DeviceMutants.rows());
    rows.addAll(CircumstanceMutants.rows());
    return Collections.unmodifiableList(rows);
  }
}
