package dev.patrol.azuredevops;

import java.net.URI;

/** Hears of each request to Azure DevOps and of its answer, for traces and metrics; in the thread that waits for it. */
@FunctionalInterface
public interface Exchanges {
    /** Nobody hears of them. */
    Exchanges UNHEARD = (method, address, organization) -> new Exchange() {};

    /** @param address without the query, which may hold continuation tokens */
    Exchange begun(String method, URI address, String organization);

    /** One of them. Exactly one of the methods is called, once. */
    interface Exchange {
        /** @param status of HTTP, whatever it is */
        default void answered(int status) {}

        /** No answer came. */
        default void failed(AzureDevOpsException failure) {}
    }
}
