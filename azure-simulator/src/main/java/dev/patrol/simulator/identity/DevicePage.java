package dev.patrol.simulator.identity;

import dev.patrol.simulator.http.ApiRequest;
import dev.patrol.simulator.http.ApiResponse;
import dev.patrol.simulator.tenant.User;
import dev.patrol.simulator.tenant.UserDirectory;

/** The page on which a person enters the code and says who they are; nobody asks for a password here. */
public final class DevicePage {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Simulated sign-in</title>
            <style>
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 3rem auto; padding: 0 1rem; }
            label, input, button { font: inherit; }
            label { display: block; margin-top: 1rem; }
            input { box-sizing: border-box; width: 100%; padding: .4rem; }
            button { margin: 1.25rem .5rem 0 0; padding: .4rem 1rem; }
            </style>
            </head>
            <body>
            <main>
            <h1>Sign in</h1>
            """;
    private static final String FORM = """
            <p>This is the simulator: it believes whoever says who they are.</p>
            <form method="post">
            <label for="code">Code</label>
            <input id="code" name="code" required autofocus autocomplete="off" spellcheck="false">
            <label for="user">User</label>
            <input id="user" name="user" required value="%s">
            <button name="answer" value="approve">Sign in</button>
            <button name="answer" value="decline">Decline</button>
            </form>
            """;
    private static final String FOOT = "</main>\n</body>\n</html>\n";

    private final DeviceCodes codes;
    private final UserDirectory users;
    private final User suggested;

    public DevicePage(DeviceCodes codes, UserDirectory users, User suggested) {
        this.codes = codes;
        this.users = users;
        this.suggested = suggested;
    }

    public ApiResponse show(ApiRequest request) {
        return page(200, form());
    }

    public ApiResponse answer(ApiRequest request) {
        Form form = Form.of(request);
        try {
            return page(200, "<p role=\"status\">" + escaped(answered(form)) + "</p>\n");
        } catch (IllegalArgumentException e) {
            return page(400, "<p role=\"alert\">" + escaped(e.getMessage()) + "</p>\n" + form());
        }
    }

    private String answered(Form form) {
        String code = form.get("code").strip();
        if (form.get("answer").equals("decline")) {
            codes.decline(code);
            return "The sign-in was declined. You can close this page.";
        }
        String name = form.get("user").strip();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("Say who you are.");
        }
        codes.approve(code, users.named(name));
        return "You have signed in as " + name + ". You can close this page.";
    }

    private String form() {
        return FORM.formatted(escaped(suggested.principalName()));
    }

    private static ApiResponse page(int status, String content) {
        return ApiResponse.text(status, "text/html; charset=utf-8", HEAD + content + FOOT)
                .withHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'")
                .withHeader("Cache-Control", "no-store");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
