package dev.patrol.notifier.delivery;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.smallrye.config.Secret;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Makes the login from the settings. */
final class LoginProducer {
    static final String OAUTH2 = "oauth2";

    @Produces
    @Singleton
    Logins logins(MailSettings settings) {
        if (settings.login().equals(OAUTH2)) {
            return new AccessTokenLogin(
                    new DefaultAzureCredentialBuilder()
                            .httpClient(new JdkHttpClientBuilder().build())
                            .build(),
                    settings.user().orElseThrow(),
                    settings.oauth2Scope());
        }
        Optional<Login> fixed = settings.user()
                .map(user ->
                        new Login(user, settings.password().map(Secret::get).orElse(""), false));
        return () -> fixed;
    }
}
