package dev.patrol.signin;

import com.microsoft.aad.msal4j.PublicClientApplication;
import java.net.MalformedURLException;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;

/** Makes MSAL's application of the settings. */
final class Msal {
    private Msal() {}

    /** With an empty cache. An authority that is not Microsoft's is taken as it is, and not asked what it is called. */
    static PublicClientApplication application(
            EntraUserSettings settings, AuthorityClient http, ExecutorService threads) {
        boolean microsofts = settings.authorityHost().equals(EntraUserSettings.MICROSOFT);
        try {
            return PublicClientApplication.builder(settings.clientId())
                    .authority(authority(settings))
                    .validateAuthority(microsofts)
                    .instanceDiscovery(microsofts)
                    .httpClient(http)
                    .executorService(threads)
                    .logPii(false)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(
                    "The authority host " + settings.authorityHost() + " makes no address with the tenant.", e);
        }
    }

    static Set<String> scopes(EntraUserSettings settings) {
        return settings.permissions().stream()
                .map(permission -> EntraUserSettings.AZURE_DEVOPS + "/" + permission)
                .collect(Collectors.toUnmodifiableSet());
    }

    static String authority(EntraUserSettings settings) {
        return settings.authorityHost().toString().replaceAll("/+$", "") + "/" + settings.tenant() + "/";
    }
}
