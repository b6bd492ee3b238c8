package dev.patrol.simulator.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code api-version} rule of Azure DevOps: a writing call must name a version, and a resource in preview wants
 * the {@code -preview} mark. A reading call without version is answered with the newest one.
 */
public final class ApiVersions {

    private static final Pattern IN_ACCEPT = Pattern.compile("api-version\\s*=\\s*([^;,\\s]+)");

    private ApiVersions() {}

    public static Optional<String> requested(ApiRequest request) {
        return request.query("api-version").or(() -> request.header("Accept").flatMap(ApiVersions::inAccept));
    }

    public static Optional<ApiResponse> refusal(ApiRequest request, boolean writing, boolean preview) {
        Optional<String> version = requested(request);
        if (version.isEmpty()) {
            return writing
                    ? Optional.of(Envelope.error(
                            400,
                            "VssVersionNotSpecifiedException",
                            "No api-version was supplied for the request. The version must be supplied either as part"
                                    + " of the Accept header (e.g. \"application/json; api-version=1.0\") or as a query"
                                    + " parameter (e.g. \"?api-version=1.0\")."))
                    : Optional.empty();
        }
        if (!version.get().matches("\\d+\\.\\d+(-preview(\\.\\d+)?)?")) {
            return Optional.of(Envelope.error(
                    400,
                    "VssInvalidApiResourceVersionException",
                    "The api-version '" + version.get() + "' is not understood."));
        }
        if (preview && !version.get().contains("-preview")) {
            return Optional.of(Envelope.error(
                    400,
                    "VssInvalidPreviewVersionException",
                    "The requested version \"" + version.get()
                            + "\" of the resource is under preview. The -preview flag"
                            + " must be supplied in the api-version for such requests. For example: \"" + version.get()
                            + "-preview\""));
        }
        return Optional.empty();
    }

    /** Whether the call asked for 7.2 or newer, whose answers have fields and values that 7.1 lacks. */
    public static boolean atLeast72(ApiRequest request) {
        return requested(request)
                .map(version -> version.split("-")[0].split("\\."))
                .filter(parts -> parts.length == 2)
                .map(parts -> Integer.parseInt(parts[0]) * 100 + Integer.parseInt(parts[1]) >= 702)
                .orElse(true);
    }

    private static Optional<String> inAccept(String accept) {
        Matcher matcher = IN_ACCEPT.matcher(accept);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
