package app.quhao.handset.convert.table;

import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Lines in stack traces, and the variables that a debugger shows. */
public final class DebugTableTest {
  /** Returns the line of `mark` in each call of it. */
  private static int lineOf(SmaliClass type, Object... arguments) {
    Object thrown = TranslatedDex.of(type).thrown("t/Lines", "run", arguments);
    return ((Throwable) thrown).getStackTrace()[0].getLineNumber();
  }

  private static SmaliClass lines(String... body) {
    return new SmaliClass("t/Lines").line(".source \"Lines.java\"").staticMethod("run(I)V", body);
  }

  /** The constant of line 10 is read by nobody, so text is written for it. */
  @Test
  public void anInstructionThatWritesNothingLeavesNoLine() {
    String call = "invoke-static {}, Lt/Absent;->call()V";
    assertEquals(11, lineOf(lines(".line 10", "const/4 v0, 0x5", ".line 11", call, "return-void"), 1));
    assertEquals(12, lineOf(lines(".line 10", "const/4 v0, 0x5", ".line 11", "nop", ".line 12", call, ".line 13", "return-void"), 1));
  }

  @Test
  public void codeBehindDeadCodeHasItsOwnLine() {
    String call = "invoke-static {}, Lt/Absent;->call()V";
    assertEquals(30, lineOf(lines(".line 20", "nop", ".line 21", "goto :live", ".line 30", "const/4 v1, 0x0", ":live", call, "return-void"), 1));
  }

  @Test
  public void anExceptionHandlerHasTheLineOfItsCode() {
    SmaliClass type =
        lines(
            ".line 40",
            "const/4 v1, 0x0",
            ":start",
            ".line 41",
            "div-int v0, p0, v1",
            ":end",
            ".catchall {:start .. :end} :handler",
            "return-void",
            ":handler",
            ".line 45",
            "const/4 v2, 0x0",
            ".line 46",
            "invoke-virtual {v2}, Ljava/lang/Object;->hashCode()I",
            "return-void");
    assertEquals(46, lineOf(type, 1));
  }

  @Test
  public void variablesWithTheirRanges() {
    SmaliClass type = new SmaliClass("t/Names");
    type.line(".method public static sum(ILjava/util/List;)I");
    type.line(".registers 6");
    type.line(".param p0, \"count\"");
    type.line(".param p1, \"list\"");
    for (String line :
        new String[] {
          "add-int/lit8 v0, p0, 0x1",
          ".local v0, \"next\":I",
          "const-string v1, \"x\"",
          ".local v1, \"text\":Ljava/lang/String;, \"Ljava/lang/String;\"",
          ".local v2, \"bad.name\":I",
          "if-nez v1, :none",
          "add-int/lit8 v0, v0, 0x1",
          ":none",
          ".end local v1",
          "invoke-virtual {p1}, Ljava/lang/Object;->hashCode()I",
          "return v0",
          ".end method"
        }) {
      type.line(line);
    }
    assertEquals(
        List.of("count I at 0", "list Ljava/util/List; at 1", "next I at 2", "text Ljava/lang/String; at 3"),
        variablesOf(Backend.translate(TranslatedDex.assemble(type)), "t/Names"));
    assertEquals(4, TranslatedDex.of(type).call("t/Names", "sum", 3, List.of()));
  }

  private static List<String> variablesOf(Map<String, byte[]> classes, String name) {
    List<String> variables = new ArrayList<>();
    MethodVisitor lister =
        new MethodVisitor(Opcodes.ASM9) {
          @Override
          public void visitLocalVariable(String variable, String descriptor, String signature, Label start, Label end, int slot) {
            variables.add(variable + ' ' + descriptor + " at " + slot);
          }
        };
    new ClassReader(classes.get(name))
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(int access, String method, String descriptor, String signature, String[] exceptions) {
                return lister;
              }
            },
            0);
    return variables.stream().sorted().distinct().toList();
  }
}
