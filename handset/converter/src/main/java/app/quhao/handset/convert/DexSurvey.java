package app.quhao.handset.convert;

import com.googlecode.d2j.Method;
import com.googlecode.d2j.reader.BaseDexFileReader;
import com.googlecode.d2j.reader.Op;
import com.googlecode.d2j.visitors.DexClassVisitor;
import com.googlecode.d2j.visitors.DexCodeVisitor;
import com.googlecode.d2j.visitors.DexFileVisitor;
import com.googlecode.d2j.visitors.DexMethodVisitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads facts from the dex itself: source file names, which dex2jar drops, and objects whose
 * constructor R8 has removed. R8 writes `new-instance X` with `Super.<init>` (legal on ART).
 * dex2jar turns it into `new Super`, which links but runs wrongly (docs/handset.md §4), so no later
 * check detects it.
 */
final class DexSurvey extends DexFileVisitor {
  private final Map<String, String> sourceFiles = new TreeMap<>();
  private final List<String> lostConstructors = new ArrayList<>();

  static DexSurvey of(BaseDexFileReader reader) {
    DexSurvey survey = new DexSurvey();
    reader.accept(survey, 0);
    return survey;
  }

  Map<String, String> sourceFiles() {
    return sourceFiles;
  }

  List<String> lostConstructors() {
    return lostConstructors;
  }

  @Override
  public DexClassVisitor visit(int access, String className, String superClass, String[] interfaceNames) {
    return new DexClassVisitor() {
      @Override
      public void visitSource(String file) {
        sourceFiles.put(internalName(className), file);
      }

      @Override
      public DexMethodVisitor visitMethod(int methodAccess, Method method) {
        return new DexMethodVisitor() {
          @Override
          public DexCodeVisitor visitCode() {
            return new ConstructorWalk(internalName(className) + '.' + method.getName());
          }
        };
      }
    };
  }

  private static String internalName(String descriptor) {
    return descriptor.substring(1, descriptor.length() - 1);
  }

  /** Visits code in order. A register holds the last new object until its constructor has run. */
  private final class ConstructorWalk extends DexCodeVisitor {
    private final String where;
    private final Map<Integer, String> fresh = new HashMap<>();

    ConstructorWalk(String where) {
      this.where = where;
    }

    @Override
    public void visitTypeStmt(Op op, int a, int b, String type) {
      if (op == Op.NEW_INSTANCE) {
        fresh.put(a, type);
      }
    }

    @Override
    public void visitStmt2R(Op op, int a, int b) {
      boolean isMove = op == Op.MOVE_OBJECT || op == Op.MOVE_OBJECT_FROM16 || op == Op.MOVE_OBJECT_16;
      String moved = isMove ? fresh.get(b) : null;
      if (moved != null) {
        fresh.put(a, moved);
      }
    }

    @Override
    public void visitMethodStmt(Op op, int[] args, Method method) {
      boolean isConstructor =
          (op == Op.INVOKE_DIRECT || op == Op.INVOKE_DIRECT_RANGE) && method.getName().equals("<init>");
      if (!isConstructor) {
        return;
      }
      String made = fresh.remove(args[0]);
      if (made != null && !made.equals(method.getOwner())) {
        lostConstructors.add(
            where + " makes a " + internalName(made) + " by the constructor of " + internalName(method.getOwner()));
      }
    }
  }
}
