package app.quhao.handset.host.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The commands that an app may start on the handset: a few answer, the others of a device throw by
 * name.
 */
public final class CommandAnswers {
  /** What a command wrote, and its exit code. */
  record Answer(int code, String output, String errors) {
    static Answer of(String output) {
      return new Answer(0, output, "");
    }

    static Answer failed(int code, String errors) {
      return new Answer(code, "", errors);
    }
  }

  private static final Set<String> FOLDERS = Set.of("", "/bin/", "/system/bin/");

  /** Commands of a device that apps start and that have no answer here. */
  private static final Set<String> OTHERS =
      Set.of(
          ("am app_process awk base64 bugreportz cmd content cp cut date dd df dmesg dumpsys du egrep"
                  + " env find free getenforce grep gunzip gzip head hostname ifconfig ime input ip"
                  + " kill ln log logcat md5sum mkdir monkey mount mv netstat nice nohup od ping ping6"
                  + " pgrep pidof pm printenv ps readlink rm rmdir screencap sed seq service settings"
                  + " setprop sha256sum sleep sort stat svc tail tar time timeout top touch toybox tr"
                  + " uiautomator umount uniq uptime vmstat wc wm xargs")
              .split(" "));

  private static final int NOT_FOUND = 127;
  private static final String SHELL = "/system/bin/sh";

  private final Map<String, String> properties;
  private final String user;
  private final DeviceFiles files = new DeviceFiles();
  private final Consumer<String> notSupported;

  /** `notSupported` throws with the name that it gets. */
  public CommandAnswers(Map<String, String> properties, int uid, Consumer<String> notSupported) {
    this.properties = properties;
    this.user = uid + "(u0_a" + (uid - 10_000) + ")";
    this.notSupported = notSupported;
  }

  /** Returns null if the device has no such program. */
  Answer of(List<String> words) {
    String program = words.get(0);
    String name = program.substring(program.lastIndexOf('/') + 1);
    boolean isInFolder = FOLDERS.contains(program.substring(0, program.length() - name.length()));
    if (!isInFolder || !isCommand(name)) {
      return null;
    }
    Answer answer = answer(name, words.subList(1, words.size()));
    if (answer == null) {
      notSupported.accept("Runtime.exec(" + String.join(" ", words) + ")");
    }
    return answer;
  }

  private static boolean isCommand(String name) {
    return switch (name) {
      case "cat", "echo", "false", "getprop", "id", "ls", "pwd" -> true;
      case "sh", "true", "uname", "which", "whoami" -> true;
      default -> OTHERS.contains(name);
    };
  }

  /** Returns null where the handset cannot answer. */
  private Answer answer(String name, List<String> arguments) {
    boolean hasOptions = arguments.stream().anyMatch(word -> word.startsWith("-"));
    return switch (name) {
      case "echo" -> hasOptions ? null : Answer.of(String.join(" ", arguments) + "\n");
      case "true" -> Answer.of("");
      case "false" -> Answer.failed(1, "");
      case "pwd" -> hasOptions ? null : Answer.of("/\n");
      case "getprop" -> hasOptions ? null : getprop(arguments);
      case "id" -> id(arguments);
      case "whoami" -> Answer.of(user.replaceAll(".*\\(|\\)", "") + "\n");
      case "which" -> hasOptions ? null : which(arguments);
      case "uname" -> uname(arguments);
      case "cat" -> hasOptions || arguments.isEmpty() ? null : files.cat(arguments);
      case "ls" -> files.ls(arguments);
      case "sh" -> shell(arguments);
      default -> null;
    };
  }

  private Answer getprop(List<String> arguments) {
    if (arguments.isEmpty()) {
      StringBuilder all = new StringBuilder();
      properties.forEach((name, value) -> all.append('[' + name + "]: [" + value + "]\n"));
      return Answer.of(all.toString());
    }
    String otherwise = arguments.size() > 1 ? arguments.get(1) : "";
    return Answer.of(properties.getOrDefault(arguments.get(0), otherwise) + "\n");
  }

  private Answer id(List<String> arguments) {
    if (arguments.equals(List.of("-u"))) {
      return Answer.of(user.replaceAll("\\(.*", "") + "\n");
    }
    String groups = user + ",9997(everybody)";
    return arguments.isEmpty()
        ? Answer.of(
            "uid=%s gid=%s groups=%s context=u:r:untrusted_app:s0\n".formatted(user, user, groups))
        : null;
  }

  private static Answer which(List<String> names) {
    List<String> paths = new ArrayList<>();
    names.stream()
        .filter(CommandAnswers::isCommand)
        .forEach(name -> paths.add("/system/bin/" + name + "\n"));
    return new Answer(paths.size() == names.size() ? 0 : 1, String.join("", paths), "");
  }

  private Answer uname(List<String> arguments) {
    return switch (String.join(" ", arguments)) {
      case "", "-s" -> Answer.of("Linux\n");
      case "-r" -> Answer.of("6.1.0-quhao\n");
      case "-m" -> Answer.of("x86_64\n");
      default -> null;
    };
  }

  /** A single plain command only. A missing one is the shell's business, not the caller's. */
  private Answer shell(List<String> arguments) {
    boolean isScript = arguments.size() == 2 && arguments.get(0).equals("-c");
    if (!isScript || !arguments.get(1).matches("[\\w./ :,=+@%-]+")) {
      return null;
    }
    List<String> words = List.of(arguments.get(1).trim().split(" +"));
    String name = words.get(0).substring(words.get(0).lastIndexOf('/') + 1);
    return isCommand(name)
        ? answer(name, words.subList(1, words.size()))
        : Answer.failed(NOT_FOUND, SHELL + ": " + words.get(0) + ": inaccessible or not found\n");
  }
}
