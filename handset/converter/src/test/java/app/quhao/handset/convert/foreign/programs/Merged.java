package app.quhao.handset.convert.foreign.programs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Small classes of one shape, which R8 merges into one, and sequences that it moves to a method of their own. */
public final class Merged {
  private Merged() {}

  interface Node {
    String show(int depth);
  }

  static final class Text implements Node {
    private final String text;

    Text(String text) {
      this.text = text;
    }

    @Override
    public String show(int depth) {
      return "t" + depth + text;
    }
  }

  static final class Bold implements Node {
    private final String text;

    Bold(String text) {
      this.text = text + "!";
    }

    @Override
    public String show(int depth) {
      return "b" + depth + text;
    }
  }

  static final class Number implements Node {
    private final long value;
    private final Node next;

    Number(long value, Node next) {
      this.value = value;
      this.next = next;
    }

    @Override
    public String show(int depth) {
      return value + (next == null ? "" : next.show(depth + 1));
    }
  }

  static final class Both implements Node {
    private final long value;
    private final Node next;

    Both(long value, Node next) {
      this.next = next;
      this.value = -value;
    }

    @Override
    public String show(int depth) {
      return next.show(depth) + value;
    }
  }

  static final class Empty implements Node {
    @Override
    public String show(int depth) {
      return "empty";
    }
  }

  static final class Blank implements Node {
    @Override
    public String show(int depth) {
      return "blank" + depth;
    }
  }

  /** One subclass only: R8 makes one class of the three. */
  abstract static class Base {
    protected final List<String> log = new ArrayList<>();
    private final int id;

    Base(int id) {
      this.id = id;
      start("base");
    }

    protected void start(String from) {
      log.add(from + id);
    }

    abstract int size();
  }

  abstract static class Middle extends Base {
    final String name;

    Middle(String name) {
      super(name.length());
      this.name = name;
      start("middle");
    }
  }

  static final class Leaf extends Middle {
    private int size = 5;

    Leaf() {
      this("leaf");
    }

    Leaf(String name) {
      super(name + "s");
      size++;
      start(name);
    }

    @Override
    protected void start(String from) {
      super.start(from + size);
    }

    @Override
    int size() {
      return size + log.size();
    }
  }

  /** Constructors without code of their own: R8 leaves them out. */
  static class Trivial extends HashMap<String, Integer> {
    private static final long serialVersionUID = 1;
  }

  static final class MoreTrivial extends Trivial {
    private static final long serialVersionUID = 1;
  }

  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure(String message) {
      super(message);
    }
  }

  static final class Worker extends Thread {
    Worker() {
      super("worker");
    }
  }

  public static String run() {
    StringJoiner out = new StringJoiner("\n");
    Node[] nodes = {
      new Text("x"), new Bold("y"), new Number(1L << 35, new Text("z")), new Both(3, new Number(4, null)), new Empty(), new Blank()
    };
    for (Node node : nodes) {
      out.add(node.show(2) + (node instanceof Text) + (node instanceof Bold) + (node.getClass() == Empty.class));
    }
    Leaf leaf = new Leaf();
    out.add(leaf.log + leaf.name + leaf.size());
    Map<String, Integer> map = out.length() > 0 ? new MoreTrivial() : new Trivial();
    map.put("k", 1);
    out.add(map + " " + (map instanceof MoreTrivial) + new Trivial().size());
    try {
      throw out.length() > 0 ? new Failure("failed") : new IllegalStateException();
    } catch (Failure e) {
      out.add(e.getMessage());
    }
    out.add(new Worker().getName());
    out.add(one("a", 1) + two("b", 2) + three("c", 3) + four("d", 4));
    return out.toString();
  }

  private static String one(String text, int number) {
    StringBuilder out = new StringBuilder("one");
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    return out.toString();
  }

  private static String two(String text, int number) {
    StringBuilder out = new StringBuilder("two");
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    return out.toString();
  }

  private static String three(String text, int number) {
    StringBuilder out = new StringBuilder("three");
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    return out.toString();
  }

  private static String four(String text, int number) {
    StringBuilder out = new StringBuilder("four");
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    out.append(new StringBuilder().append("<").append(text).append(":").append(number).append(">").append(text).toString());
    return out.toString();
  }
}
