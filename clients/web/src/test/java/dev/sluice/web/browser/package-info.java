/// Drives a headless Chromium from a test, by the DevTools protocol over the JDK's own WebSocket:
///
/// ```java
/// try (Browser browser = Browser.launch()) {              // skips the test where no Chromium is
///   browser.open("http://localhost:4566/_page/");
///   browser.setFiles("#files", Path.of("photo.png"));
///   browser.waitFor("document.querySelector('[data-state=READY]')", Duration.ofSeconds(30));
///   assertThat(browser.consoleErrors()).isEmpty();
/// }
/// ```
///
/// Users of this test-jar bring Jackson (`tools.jackson.core:jackson-databind`), JUnit and
/// Awaitility.
@NullMarked
package dev.sluice.web.browser;

import org.jspecify.annotations.NullMarked;
