package app.quhao.handset.convert.table;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import app.quhao.handset.convert.translate.TranslationException;
import org.junit.Test;

/**
 * Objects: when classes are initialised (law e of docs/handset.md), constructors that R8 has removed,
 * types, and what is refused.
 */
public final class ObjectTableTest {
  private static final String LOG = "sget-object v0, Lt/Log;->TEXT:Ljava/lang/StringBuilder;";
  private static final String APPEND =
      "Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;";

  private final Table table = new Table();

  @Test
  public void aClassIsInitialisedByNewInstanceBeforeTheArgumentsRun() {
    table.method(
        "make()Ljava/lang/String;",
        "new-instance v2, Lt/Eager;",
        LOG,
        "const-string v1, \"argument \"",
        "invoke-virtual {v0, v1}, " + APPEND,
        "invoke-direct {v2}, Lt/Eager;-><init>()V",
        "invoke-virtual {v0}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;",
        "move-result-object v0",
        "return-object v0");
    table.row("make", "initialiser argument ");
    SmaliClass eager = new SmaliClass("t/Eager");
    eager.constructor("java/lang/Object");
    eager.method(
        "static constructor",
        "<clinit>()V",
        LOG,
        "const-string v1, \"initialiser \"",
        "invoke-virtual {v0, v1}, " + APPEND,
        "return-void");
    table.check(eager, log());
  }

  @Test
  public void aNewObjectThatNothingConstructsStillInitialisesItsClass() {
    table.method(
        "make()Ljava/lang/String;",
        "new-instance v2, Lt/Eager;",
        LOG,
        "invoke-virtual {v0}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;",
        "move-result-object v0",
        "return-object v0");
    table.row("make", "initialiser ");
    SmaliClass eager = new SmaliClass("t/Eager");
    eager.method(
        "static constructor", "<clinit>()V", LOG, "const-string v1, \"initialiser \"", "invoke-virtual {v0, v1}, " + APPEND, "return-void");
    table.check(eager, log());
  }

  @Test
  public void constructorsThatR8Removed() {
    SmaliClass base = new SmaliClass("t/Base");
    base.line(".field public size:I");
    base.method(
        "protected constructor",
        "<init>(I)V",
        "invoke-direct {p0}, Ljava/lang/Object;-><init>()V",
        "iput p1, p0, Lt/Base;->size:I",
        "return-void");
    SmaliClass middle = new SmaliClass("t/Middle", "public", "t/Base");
    SmaliClass leaf = new SmaliClass("t/Leaf", "public", "t/Middle");
    leaf.method(
        "public constructor", "<init>(J)V", "const/4 v0, 0x5", "invoke-direct {p0, v0}, Lt/Base;-><init>(I)V", "return-void");
    makes("middle", "t/Middle", "t/Base");
    makes("leaf", "t/Leaf", "t/Base");
    table.method(
        "skipping()I",
        "new-instance v2, Lt/Leaf;",
        "invoke-direct {v2}, Ljava/lang/Object;-><init>()V",
        "iget v0, v2, Lt/Base;->size:I",
        "return v0");
    table.method(
        "own()I",
        "new-instance v2, Lt/Leaf;",
        "const-wide/16 v0, 0x0",
        "invoke-direct {v2, v0, v1}, Lt/Leaf;-><init>(J)V",
        "iget v0, v2, Lt/Base;->size:I",
        "return v0");
    table.row("middle", "t.Middle9", 9);
    table.row("leaf", "t.Leaf9", 9);
    table.row("skipping", 0);
    table.row("own", 5);
    table.check(base, middle, leaf);
    TranslatedDex dex = TranslatedDex.of(base, middle, leaf, table.type());
    assertThrows(NoSuchMethodException.class, () -> dex.type("t/Middle").getConstructor(int.class));
  }

  /** R8 moves a copy of the new object, loops, and constructs it on several ways. */
  @Test
  public void newObjectsInCopiesAndLoops() {
    table.method(
        "loop(I)I",
        "const/4 v3, 0x0",
        ":loop",
        "new-instance v1, Ljava/lang/StringBuilder;",
        "move-object v2, v1",
        "if-eqz p0, :empty",
        "const-string v0, \"ab\"",
        "invoke-direct {v2, v0}, Ljava/lang/StringBuilder;-><init>(Ljava/lang/String;)V",
        "goto :made",
        ":empty",
        "invoke-direct {v1}, Ljava/lang/StringBuilder;-><init>()V",
        ":made",
        "invoke-virtual {v1}, Ljava/lang/StringBuilder;->length()I",
        "move-result v0",
        "add-int/2addr v3, v0",
        "add-int/lit8 p0, p0, -0x1",
        "if-gez p0, :loop",
        "return v3");
    table.row("loop", 0, 0);
    table.row("loop", 6, 3);
    table.check();
  }

  @Test
  public void thisMayLoseItsRegister() {
    SmaliClass odd = new SmaliClass("t/Odd");
    odd.line(".field public final before:I");
    odd.method(
        "public constructor",
        "<init>(I)V",
        "iput p1, p0, Lt/Odd;->before:I",
        "if-gtz p1, :positive",
        "const-string v0, \"not positive\"",
        "new-instance v1, Ljava/lang/IllegalArgumentException;",
        "invoke-direct {v1, v0}, Ljava/lang/IllegalArgumentException;-><init>(Ljava/lang/String;)V",
        "throw v1",
        ":positive",
        "move-object v2, p0",
        "const-string p0, \"another\"",
        "invoke-direct {v2}, Ljava/lang/Object;-><init>()V",
        "invoke-virtual {p0}, Ljava/lang/String;->length()I",
        "return-void");
    table.method(
        "make(I)I",
        "new-instance v2, Lt/Odd;",
        "invoke-direct {v2, p0}, Lt/Odd;-><init>(I)V",
        "iget v0, v2, Lt/Odd;->before:I",
        "return v0");
    table.row("make", 4, 4);
    table.row("make", IllegalArgumentException.class, 0);
    table.check(odd);
  }

  @Test
  public void monitorsAndReturns() {
    table.method(
        "locked(Ljava/lang/Object;)Z",
        "monitor-enter p0",
        ":start",
        "invoke-static {p0}, Ljava/lang/Thread;->holdsLock(Ljava/lang/Object;)Z",
        "move-result v0",
        ":end",
        ".catchall {:start .. :end} :handler",
        "monitor-exit p0",
        "return v0",
        ":handler",
        "move-exception v1",
        "monitor-exit p0",
        "throw v1");
    table.method("holds(Ljava/lang/Object;)Z", "invoke-static {p0}, Ljava/lang/Thread;->holdsLock(Ljava/lang/Object;)Z", "move-result v0", "return v0");
    Object lock = new Object();
    table.row("locked", true, lock);
    table.row("holds", false, lock);
    table.check();
  }

  @Test
  public void instanceOfRefinesATypeForTheDexOnly() {
    table.method(
        "length(Ljava/lang/Object;)I",
        "instance-of v0, p0, Ljava/lang/String;",
        "if-eqz v0, :no",
        "invoke-virtual {p0}, Ljava/lang/String;->length()I",
        "move-result v0",
        "return v0",
        ":no",
        "const/4 v0, -0x1",
        "return v0");
    table.row("length", 2, "ab");
    table.row("length", -1, 5);
    table.check();
  }

  @Test
  public void whatCannotBeTranslatedIsRefusedByName() {
    table.method("wrong(F)I", "const-string v1, \"x\"", "add-int v0, v1, p0", "return v0");
    TranslationException refusal = assertThrows(TranslationException.class, () -> Backend.translate(TranslatedDex.assemble(table.type())));
    assertEquals("t/Table.wrong(F)I: add-int at 0x2: v1 holds no int here", refusal.getMessage());
    SmaliClass type = new SmaliClass("t/Alien");
    type.staticMethod("make()V", "new-instance v0, Ljava/lang/String;", "invoke-direct {v0}, Ljava/lang/Object;-><init>()V", "return-void");
    TranslationException alien = assertThrows(TranslationException.class, () -> Backend.translate(TranslatedDex.assemble(type)));
    assertTrue(alien.getMessage(), alien.getMessage().startsWith("t/Alien.make()V: invoke-direct at 0x2: "));
  }

  @Test
  public void dexVersionsUpTo040AreRead() {
    table.method("one()I", "const/4 v0, 0x1", "return v0");
    byte[] dex = TranslatedDex.assemble(table.type());
    for (String version : new String[] {"035", "037", "038", "039", "040"}) {
      assertEquals(1, Backend.translate(withVersion(dex, version)).size());
    }
    for (String version : new String[] {"034", "041"}) {
      TranslationException refusal = assertThrows(TranslationException.class, () -> Backend.translate(withVersion(dex, version)));
      assertEquals("classes.dex is a dex file of version " + version + "; the handset reads 035 to 040", refusal.getMessage());
    }
    assertThrows(TranslationException.class, () -> Backend.translate(new byte[] {1, 2, 3}));
  }

  private static byte[] withVersion(byte[] dex, String version) {
    byte[] copy = dex.clone();
    for (int i = 0; i < 3; i++) {
      copy[4 + i] = (byte) version.charAt(i);
    }
    return copy;
  }

  private static SmaliClass log() {
    SmaliClass log = new SmaliClass("t/Log").line(".field public static final TEXT:Ljava/lang/StringBuilder;");
    return log.method(
        "static constructor",
        "<clinit>()V",
        "new-instance v0, Ljava/lang/StringBuilder;",
        "invoke-direct {v0}, Ljava/lang/StringBuilder;-><init>()V",
        "sput-object v0, Lt/Log;->TEXT:Ljava/lang/StringBuilder;",
        "return-void");
  }

  private void makes(String name, String type, String ancestor) {
    table.method(
        name + "(I)Ljava/lang/String;",
        "new-instance v2, L" + type + ';',
        "invoke-direct {v2, p0}, L" + ancestor + ";-><init>(I)V",
        "invoke-virtual {v2}, Ljava/lang/Object;->getClass()Ljava/lang/Class;",
        "move-result-object v0",
        "invoke-virtual {v0}, Ljava/lang/Class;->getName()Ljava/lang/String;",
        "move-result-object v0",
        "iget v1, v2, Lt/Base;->size:I",
        "invoke-static {v1}, Ljava/lang/String;->valueOf(I)Ljava/lang/String;",
        "move-result-object v1",
        "invoke-virtual {v0, v1}, Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;",
        "move-result-object v0",
        "return-object v0");
  }
}
