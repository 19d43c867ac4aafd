package com.cmic.gen.sdk.policy;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import com.cmic.gen.sdk.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

public final class ResultCodeTest {
  private static final CodePolicy REFERENCE = new CodePolicy() {};

  private static final Pattern ROW =
      Pattern.compile("- \\{code: \"(\\d{6})\", proof: \\w+, name: (\\w+),.*");

  @Test
  public void tableIsSectionFiveOfTheGuide() throws Exception {
    List<String> expected = new ArrayList<>();
    Matcher rows = ROW.matcher(Fixtures.read("result-codes.yaml"));
    while (rows.find()) {
      expected.add(rows.group(1) + " " + rows.group(2));
    }
    List<String> actual = new ArrayList<>();
    for (ResultCode row : ResultCode.values()) {
      actual.add(row.code + " " + row.name());
    }
    assertEquals(50, expected.size());
    assertEquals(expected, actual);
  }

  @Test
  public void answersWithTheCodeMarkedAsOursWhereTheGuideNamesTwo() throws Exception {
    Matcher rows = ROW.matcher(Fixtures.read("result-codes.yaml"));
    List<String> legacy = new ArrayList<>();
    while (rows.find()) {
      if (rows.group(2).endsWith("_LEGACY")) {
        legacy.add(rows.group(1));
      }
    }
    for (Failure failure : Failure.values()) {
      assertFalse(failure + " has a legacy code", legacy.contains(failure.code.code));
    }
  }

  @Test
  public void everyCodeIsFoundAndHasADescription() {
    for (ResultCode row : ResultCode.values()) {
      assertEquals(row, ResultCode.find(row.code));
      assertTrue(row.name(), row.text.length() > 0);
    }
    assertNull(ResultCode.find("103273"));
    assertNull(ResultCode.find(""));
  }

  @Test
  public void gatewayCodesOutsideSectionFiveNeverReachTheApp() {
    assertEquals(ResultCode.OTHER, REFERENCE.codeOfGateway("999999"));
    assertEquals(ResultCode.OTHER, REFERENCE.codeOfGateway("103273"));
    assertEquals(ResultCode.BAD_SIGNATURE, REFERENCE.codeOfGateway("103101"));
  }
}
