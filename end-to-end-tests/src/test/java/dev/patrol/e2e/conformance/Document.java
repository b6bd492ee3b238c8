package dev.patrol.e2e.conformance;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A document of OpenAPI 2 that {@link Dialect} has made plain, with the validator that knows it. */
final class Document {
    private final OpenApiInteractionValidator validator;
    private final List<Operation> operations;

    Document(JsonNode plain) {
        validator = OpenApiInteractionValidator.createForInlineApiSpecification(plain.toString())
                .withBasePathOverride("/")
                .build();
        operations = operationsOf(plain);
    }

    /**
     * An operation of the document.
     *
     * @param wanted the parameters that its query must have, but for the version that all want
     * @param answersWithAList whether a list is at the top of its answer
     */
    record Operation(
            Document document, String name, String method, Pattern path, Set<String> wanted, boolean answersWithAList) {
        boolean fits(Exchange exchange) {
            return method.equalsIgnoreCase(exchange.method())
                    && path.matcher(exchange.path()).matches();
        }

        boolean hasAllItWants(Exchange exchange) {
            return exchange.query().keySet().containsAll(wanted);
        }

        Set<Deviation> deviationsOf(Exchange exchange) {
            Set<Deviation> deviations = new TreeSet<>();
            Optional<byte[]> list = answersWithAList ? Unwrapping.listIn(exchange.answerBody()) : Optional.empty();
            list.ifPresent(unwrapped -> deviations.add(Deviation.wrapped(name, exchange.status())));
            document.check(exchange.withAnswer(list.orElse(exchange.answerBody()))).getMessages().stream()
                    .map(message -> Deviation.of(name, exchange.status(), message))
                    .forEach(deviations::add);
            return deviations;
        }
    }

    List<Operation> operationsFor(Exchange exchange) {
        return operations.stream().filter(operation -> operation.fits(exchange)).toList();
    }

    private ValidationReport check(Exchange exchange) {
        SimpleRequest.Builder request = new SimpleRequest.Builder(exchange.method(), exchange.path(), true);
        exchange.query().forEach(request::withQueryParam);
        exchange.requestHeaders().forEach(request::withHeader);
        if (exchange.requestBody().length > 0) {
            request.withBody(exchange.requestBody());
        }
        SimpleResponse.Builder answer = new SimpleResponse.Builder(exchange.status());
        exchange.answerHeaders().forEach(answer::withHeader);
        if (exchange.answerBody().length > 0) {
            answer.withBody(exchange.answerBody());
        }
        return validator.validate(request.build(), answer.build());
    }

    private List<Operation> operationsOf(JsonNode plain) {
        List<Operation> found = new ArrayList<>();
        plain.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> found.add(new Operation(
                        this,
                        operation.getValue().path("operationId").asText(),
                        operation.getKey(),
                        Pattern.compile(path.getKey().replaceAll("\\{[^/{}]+}", "[^/]+")),
                        wantedBy(operation.getValue()),
                        operation
                                .getValue()
                                .at("/responses/200/schema/type")
                                .asText()
                                .equals("array")))));
        return found;
    }

    private static Set<String> wantedBy(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("in").asText().equals("query")
                    && parameter.path("required").asBoolean()) {
                Optional.of(parameter.path("name").asText())
                        .filter(name -> !name.equals("api-version"))
                        .ifPresent(names::add);
            }
        }
        return names;
    }
}
