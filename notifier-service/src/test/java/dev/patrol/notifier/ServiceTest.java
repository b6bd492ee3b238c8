package dev.patrol.notifier;

import dev.patrol.test.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the notifier talks to, both real: a broker and an SMTP server. Beside {@code @QuarkusTest}. */
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(MailServer.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ServiceTest {}
