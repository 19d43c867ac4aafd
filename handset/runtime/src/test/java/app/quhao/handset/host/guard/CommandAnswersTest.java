package app.quhao.handset.host.guard;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class CommandAnswersTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final CommandAnswers answers =
      new CommandAnswers(
          Map.of("ro.a", "x"),
          10_123,
          name -> {
            throw new UnsupportedOperationException(name);
          });

  @Before
  public void openFolder() {
    HostAccess.open(List.of(folder.getRoot().toPath()));
  }

  @Test
  public void someCommandsAnswer() {
    assertEquals("0 x\n|", of("getprop", "ro.a"));
    assertEquals("0 \n|", of("getprop", "ro.none"));
    assertEquals("0 y\n|", of("getprop", "ro.none", "y"));
    assertEquals("0 [ro.a]: [x]\n|", of("/system/bin/getprop"));
    assertEquals("0 10123\n|", of("id", "-u"));
    assertEquals("0 u0_a123\n|", of("whoami"));
    assertEquals("0 a b\n|", of("echo", "a", "b"));
    assertEquals("1 |", of("false"));
    assertEquals("0 /system/bin/logcat\n|", of("which", "logcat"));
    assertEquals("1 |", of("which", "su"));
    assertEquals("0 6.1.0-quhao\n|", of("uname", "-r"));
  }

  @Test
  public void filesAreThoseThatTheAppMayRead() throws IOException {
    Path file = Files.writeString(folder.newFile("b").toPath(), "text\n");
    folder.newFile(".a");
    String place = folder.getRoot().getPath();
    assertEquals("0 text\n|", of("cat", file.toString()));
    assertEquals("1 |cat: /etc/passwd: No such file or directory\n", of("cat", "/etc/passwd"));
    assertEquals("1 |cat: " + place + ": Is a directory\n", of("cat", place));
    assertEquals("0 b\n|", of("ls", place));
    assertEquals("0 .a\nb\n|", of("ls", "-A", place));
    assertEquals("1 |ls: /: Permission denied\n", of("ls", "/"));
    assertEquals("1 |ls: /etc: No such file or directory\n", of("ls", "/etc"));
    assertEquals(
        "1 " + file + "\n|ls: /data/../data: Permission denied\n",
        of("ls", file.toString(), "/data/../data"));
  }

  @Test
  public void aShellRunsOnePlainCommand() {
    assertEquals("0 x\n|", of("sh", "-c", "getprop ro.a"));
    assertEquals("127 |/system/bin/sh: su: inaccessible or not found\n", of("sh", "-c", "su -c id"));
    refuses("Runtime.exec(sh -c id | cat)", "sh", "-c", "id | cat");
    refuses("Runtime.exec(sh)", "sh");
  }

  @Test
  public void otherCommandsOfADeviceThrowByName() {
    refuses("Runtime.exec(logcat -d)", "logcat", "-d");
    refuses("Runtime.exec(/system/bin/ps)", "/system/bin/ps");
    refuses("Runtime.exec(ls -l /)", "ls", "-l", "/");
  }

  @Test
  public void whatNoDeviceHasIsNotFound() {
    for (String program : List.of("su", "/system/xbin/su", "/usr/bin/env", "/bin/bash", "./ls")) {
      assertNull(program, answers.of(List.of(program)));
    }
    assertThrows(IOException.class, () -> DeviceCommands.exec(Runtime.getRuntime(), "su"));
  }

  private String of(String... words) {
    CommandAnswers.Answer answer = answers.of(List.of(words));
    return answer.code() + " " + answer.output() + "|" + answer.errors();
  }

  private void refuses(String name, String... words) {
    assertEquals(
        name,
        assertThrows(UnsupportedOperationException.class, () -> answers.of(List.of(words)))
            .getMessage());
  }
}
