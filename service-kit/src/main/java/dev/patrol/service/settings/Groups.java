package dev.patrol.service.settings;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.common.utils.StringUtil;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Groups of settings that are numbered from zero: {@code overlap-rules[0].overlap}, or {@code ..._OVERLAP_RULES_0__OVERLAP}.
 * The framework takes such a variable for a group only once it knows the mapping, and the check of settings stands before that.
 */
public final class Groups {
    private Groups() {}

    /** The numbers that are there, ascending. */
    public static List<Integer> indexesOf(SmallRyeConfig config, String property) {
        TreeSet<Integer> indexes = new TreeSet<>(config.getIndexedPropertiesIndexes(property));
        Pattern variable = Pattern.compile(variableOf(property) + "_(\\d{1,4})__\\w+");
        for (String name : config.getPropertyNames()) {
            Matcher group = variable.matcher(name);
            if (group.matches()) {
                indexes.add(Integer.valueOf(group.group(1)));
            }
        }
        return List.copyOf(indexes);
    }

    /** How a property is called as an environment variable. */
    public static String variableOf(String property) {
        return StringUtil.replaceNonAlphanumericByUnderscores(property).toUpperCase(Locale.ROOT);
    }
}
