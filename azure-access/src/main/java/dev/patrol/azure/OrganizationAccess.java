package dev.patrol.azure;

import dev.patrol.azure.AzureDevOpsSettings.PerOrganization;
import dev.patrol.azure.signin.SignInSettings;
import io.smallrye.config.Secret;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How one organization is reached: what is said for it, and for the rest what is said for all.
 *
 * @param name in lower case, as in every event
 */
public record OrganizationAccess(
        String name,
        URI url,
        URI auditUrl,
        Optional<Secret<String>> adminPat,
        SignInSettings signIn,
        Optional<URI> keyVaultUrl) {

    /** Every organization, in the order in which they are named. */
    public static List<OrganizationAccess> all(AzureDevOpsSettings settings, SignInSettings signIn) {
        return settings.organizations().stream()
                .map(String::strip)
                .map(name -> of(name, settings, signIn))
                .toList();
    }

    private static OrganizationAccess of(String name, AzureDevOpsSettings settings, SignInSettings signIn) {
        Optional<PerOrganization> own = settings.perOrganization().stream()
                .filter(group -> group.name().equalsIgnoreCase(name))
                .findFirst();
        return new OrganizationAccess(
                name.toLowerCase(Locale.ROOT),
                own.flatMap(PerOrganization::url).orElse(settings.url()),
                own.flatMap(PerOrganization::auditUrl).orElse(settings.auditUrl()),
                own.flatMap(PerOrganization::adminPat)
                        // A secret that is not there comes as one without a value, within groups.
                        .filter(pat -> pat.get() != null)
                        .or(settings::adminPat),
                own.<SignInSettings>map(group -> new OwnSignIn(group, signIn)).orElse(signIn),
                own.flatMap(PerOrganization::keyVaultUrl));
    }

    private record OwnSignIn(PerOrganization own, SignInSettings all) implements SignInSettings {
        private <T> T own(Function<PerOrganization, Optional<T>> setting, T otherwise) {
            return setting.apply(own).orElse(otherwise);
        }

        @Override
        public String auth() {
            return own(PerOrganization::auth, all.auth());
        }

        @Override
        public Optional<String> tenantId() {
            return own.tenantId().or(all::tenantId);
        }

        @Override
        public Optional<String> clientId() {
            return own.clientId().or(all::clientId);
        }

        @Override
        public URI authorityHost() {
            return all.authorityHost();
        }

        @Override
        public Optional<java.nio.file.Path> caFile() {
            return all.caFile();
        }

        @Override
        public List<String> permissions() {
            return all.permissions();
        }

        @Override
        public String secret() {
            return own(PerOrganization::signInSecret, all.secret());
        }
    }
}
