package dev.patrol.simulator.http;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every call that the simulator answers, by the name that knobs and counts use. */
public enum Api {
    PATS_LIST("pats-list", false),
    PATS_GET("pats-get", false),
    PATS_CREATE("pats-create", true),
    PATS_UPDATE("pats-update", true),
    PATS_REVOKE("pats-revoke", true),
    CONNECTION_DATA("connection-data", false),
    RESOURCE_READ("resource-read", false),
    AUDIT("audit", false),
    AUDIT_ACTIONS("audit-actions", false),
    TOKENADMIN_LIST("tokenadmin-list", false),
    TOKENADMIN_REVOKE("tokenadmin-revoke", true),
    TOKENADMIN_RULE("tokenadmin-rule", true),
    TENANT_POLICY("tenant-policy", false),
    GRAPH("graph", false),
    SECRET_SET("secret-set", true),
    SECRET_GET("secret-get", false),
    SECRET_UPDATE("secret-update", true),
    SECRET_DELETE("secret-delete", true),
    SECRET_LIST("secret-list", false),
    SECRET_VERSIONS("secret-versions", false),
    SECRET_DELETED_LIST("secret-deleted-list", false),
    SECRET_DELETED_GET("secret-deleted-get", false),
    SECRET_PURGE("secret-purge", true),
    SECRET_RECOVER("secret-recover", true),
    IDENTITY("identity", false),
    OAUTH_DEVICE_CODE("oauth-devicecode", false),
    OAUTH_TOKEN("oauth-token", false),
    OAUTH_CONFIGURATION("oauth-configuration", false),
    SIGN_IN_PAGE("signin-page", false);

    private final String wireName;
    private final boolean sideEffecting;

    Api(String wireName, boolean sideEffecting) {
        this.wireName = wireName;
        this.sideEffecting = sideEffecting;
    }

    /** The name in knobs, such as {@code pats-create}. */
    public String wireName() {
        return wireName;
    }

    /** Whether a successful call changes a token or a secret. */
    public boolean sideEffecting() {
        return sideEffecting;
    }

    /** The names of all calls and of their groups, such as {@code secret} for all that begin with {@code secret-}. */
    public static List<String> names() {
        return Arrays.stream(values())
                .flatMap(api -> Stream.of(api.wireName, api.group()))
                .distinct()
                .toList();
    }

    /** The calls of a name, of a group, or all for {@code *}; none if there is no such name. */
    public static Set<Api> matching(String name) {
        return Arrays.stream(values())
                .filter(api -> name.equals("*")
                        || api.wireName.equals(name)
                        || api.group().equals(name))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Api.class)));
    }

    private String group() {
        int dash = wireName.indexOf('-');
        return dash < 0 ? wireName : wireName.substring(0, dash);
    }
}
