package antipgd.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OriginTest {

  @Test
  void saysSomethingAboutEverything() {
    assertThat(Origin.ofThisVm())
        .containsOnlyKeys("cpu", "cores", "caches", "os", "jdk", "commit")
        .containsEntry("cores", String.valueOf(Runtime.getRuntime().availableProcessors()))
        .doesNotContainValue("")
        .doesNotContainValue(null);
    assertThat(Origin.ofThisVm().get("jdk")).contains(System.getProperty("java.vm.version"));
    assertThat(Origin.ofThisVm().get("commit")).matches("unknown|[0-9a-f]{7,}(-dirty)?");
  }
}
