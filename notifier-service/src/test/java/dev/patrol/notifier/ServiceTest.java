package dev.patrol.notifier;

import dev.patrol.notifier.webhook.HookServer;
import dev.patrol.test.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the notifier talks to, all real: a broker, an SMTP server and a webhook. Beside {@code @QuarkusTest}. */
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(MailServer.class)
@QuarkusTestResource(HookServer.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ServiceTest {}
