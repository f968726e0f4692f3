package org.communique.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.communique.support.Service;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer with a browser, which is the system's Chromium: none is fetched. */
class StartPageIT {
    @TempDir
    Path data;

    private final List<String> errors = new ArrayList<>();

    @Test
    void a_newcomer_sees_what_it_is_and_finds_an_operation_in_the_reference() throws Exception {
        Path chromium = chromium();
        try (Service service = Service.start(data, Map.of());
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(chromium)
                                .setArgs(List.of("--no-sandbox")))) {
            Page page = browser.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    errors.add(message.text() + " at " + message.location());
                }
            });
            page.onPageError(errors::add);
            page.onRequestFailed(request -> errors.add(request.url() + ": " + request.failure()));
            page.navigate(service.at("/").toString());
            assertEquals("Communiqué", page.title());
            assertTrue(page.locator("body").innerText().contains("content API for the press offices"));

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Interactive reference"))
                    .click();
            Locator operation = page.locator("[id$='-listPressReleases']");
            operation.waitFor();
            assertTrue(operation.innerText().contains("/v1/press-releases"), operation.innerText());
            operation.locator(".opblock-summary-control").click();
            operation.locator(".parameters").first().waitFor();
            assertTrue(operation.innerText().contains("fieldOfWork"), operation.innerText());
            Locator simple = page.locator("[id$='-readNavigation']");
            simple.locator(".opblock-summary-control").click();
            simple.locator(".try-out__btn").click();
            simple.locator("button.execute").click();
            Locator answer = simple.locator(".live-responses-table .response-col_status");
            answer.last().waitFor();
            assertTrue(
                    answer.last().innerText().startsWith("200"), answer.last().innerText());
            assertEquals(List.of(), errors);
        }
    }

    private static Path chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> {
                    String none = "SKIPPED: no Chromium on this system, so nobody has looked at the page at /"
                            + " (apt-get install chromium)";
                    Logger.getLogger(StartPageIT.class).error(none);
                    return abort(none);
                });
    }
}
