package dev.patrol.cli.options;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An organization of Azure DevOps by its name alone, which is neither an address nor a part of one. */
public final class OrganizationName implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        String name = text.strip();
        if (name.isEmpty() || name.contains("/")) {
            throw new TypeConversionException("\"" + text + "\" is no organization's name, for example contoso");
        }
        return name;
    }
}
