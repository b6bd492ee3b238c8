package dev.patrol.model.contract;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.MemberScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.TypeScope;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import dev.patrol.model.CreateToken;
import dev.patrol.model.Declaration;
import dev.patrol.model.MessageType;
import dev.patrol.model.Milestone;
import dev.patrol.model.TokenSelector;
import dev.patrol.model.token.Lineage;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The JSON Schemas that follow from the records, as text. */
final class PayloadSchemas {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<Class<?>> CHOOSE_SCOPES = Set.of(CreateToken.class, Declaration.class);
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withArrayIndenter(INDENTER)
            .withObjectIndenter(INDENTER);

    private final SchemaGenerator generator = generator();

    String of(MessageType type) {
        ObjectNode generated = generator.generateSchema(type.payloadType());
        ObjectNode schema = MAPPER.createObjectNode();
        schema.set("$schema", generated.remove("$schema"));
        schema.put("title", type.typeName());
        JsonNode definitions = generated.remove("$defs");
        schema.setAll(generated);
        if (definitions != null) {
            schema.set("$defs", definitions);
        }
        try {
            return MAPPER.writer(PRINTER).writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                        MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(JacksonOption.RESPECT_JSONPROPERTY_REQUIRED))
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS)
                .without(Option.DEFINITION_FOR_MAIN_SCHEMA);
        builder.forTypesInGeneral()
                .withPropertySorter(Comparator.comparingInt(PayloadSchemas::positionInRecord))
                .withCustomDefinitionProvider(PayloadSchemas::asTheCodecWritesIt)
                .withTypeAttributeOverride(PayloadSchemas::demandExactlyOneSelector);
        builder.forFields().withInstanceAttributeOverride(PayloadSchemas::demandScopes);
        return new SchemaGenerator(builder.build());
    }

    private static int positionInRecord(MemberScope<?, ?> member) {
        RecordComponent[] components = member.getDeclaringType().getErasedType().getRecordComponents();
        return Arrays.stream(components).map(RecordComponent::getName).toList().indexOf(member.getDeclaredName());
    }

    private static CustomDefinition asTheCodecWritesIt(ResolvedType type, SchemaGenerationContext context) {
        Class<?> raw = type.getErasedType();
        if (raw == Instant.class) {
            return inline(text("date-time"));
        } else if (raw == Duration.class) {
            return inline(text("duration"));
        } else if (raw == UUID.class) {
            return inline(text("uuid"));
        } else if (raw == URI.class) {
            return inline(text("uri"));
        } else if (raw == Lineage.class) {
            return inline(node("string").put("pattern", "^[^/]*[^/\\s][^/]*/"));
        } else if (raw == Milestone.class) {
            ObjectNode milestone = node("integer");
            ArrayNode days = milestone.putArray("enum");
            Arrays.stream(Milestone.values()).map(Milestone::days).sorted().forEach(days::add);
            return inline(milestone);
        } else if (raw == Map.class) {
            return inline(node("object"));
        }
        return null;
    }

    private static void demandExactlyOneSelector(ObjectNode node, TypeScope scope, SchemaGenerationContext context) {
        if (scope.getType().getErasedType() == TokenSelector.class) {
            ArrayNode oneOf = node.putArray("oneOf");
            Stream.of("authorizationId", "secretName", "displayName")
                    .forEach(name -> oneOf.addObject().putArray("required").add(name));
        }
    }

    private static void demandScopes(ObjectNode node, FieldScope field, SchemaGenerationContext context) {
        if (field.getDeclaredName().equals("scopes")
                && CHOOSE_SCOPES.contains(field.getDeclaringType().getErasedType())
                && !field.isFakeContainerItemScope()) {
            node.put("minItems", 1);
        }
    }

    private static ObjectNode text(String format) {
        return node("string").put("format", format);
    }

    private static ObjectNode node(String type) {
        return MAPPER.createObjectNode().put("type", type);
    }

    private static CustomDefinition inline(ObjectNode schema) {
        return new CustomDefinition(schema, DefinitionType.INLINE, AttributeInclusion.NO);
    }
}
