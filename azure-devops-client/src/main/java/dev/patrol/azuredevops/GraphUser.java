package dev.patrol.azuredevops;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A user of an organization ({@code GraphUser}, graph/7.1). Everything but the descriptor may be null.
 *
 * @param descriptor names the user in {@link TokenAdministration}, for example {@code aad.YWZk}
 * @param origin {@code aad}, {@code msa}, {@code vsts} for service identities
 * @param originId the object id in Microsoft Entra where the origin is {@code aad}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GraphUser(
        String descriptor,
        String displayName,
        String principalName,
        String mailAddress,
        String origin,
        String originId,
        String domain,
        String subjectKind,
        String metaType) {}
