package app.quhao.handset.convert.table;

/** Text of one class for the assembler. */
final class SmaliClass {
  private final String name;
  private final StringBuilder text = new StringBuilder();

  SmaliClass(String name) {
    this(name, "public", "java/lang/Object");
  }

  SmaliClass(String name, String access, String parent) {
    this.name = name;
    text.append(".class ").append(access).append(" L").append(name).append(";\n");
    text.append(".super L").append(parent).append(";\n");
  }

  String name() {
    return name;
  }

  String text() {
    return text.toString();
  }

  SmaliClass line(String line) {
    text.append(line).append('\n');
    return this;
  }

  /** Adds a static method with 12 registers and its parameters. */
  SmaliClass staticMethod(String nameAndType, String... body) {
    return method("public static", nameAndType, body);
  }

  SmaliClass method(String access, String nameAndType, String... body) {
    int registers = 12;
    boolean isStatic = access.contains("static");
    line(".method " + access + ' ' + nameAndType);
    line("    .registers " + (registers + sizeOf(nameAndType) + (isStatic ? 0 : 1)));
    for (String instruction : body) {
      line("    " + instruction);
    }
    return line(".end method");
  }

  SmaliClass constructor(String parent) {
    return method("public constructor", "<init>()V", "invoke-direct {p0}, L" + parent + ";-><init>()V", "return-void");
  }

  private static int sizeOf(String nameAndType) {
    String descriptor = nameAndType.substring(nameAndType.indexOf('('));
    return (org.objectweb.asm.Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1;
  }
}
