package dev.patrol.simulator.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** The error body that Azure DevOps wraps every refusal in. */
public final class Envelope {

    private Envelope() {}

    public static ApiResponse error(int status, String typeKey, String message) {
        return error(status, typeKey, message, 0);
    }

    public static ApiResponse error(int status, String typeKey, String message, int eventId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("$id", "1");
        body.put("innerException", null);
        body.put("message", message);
        body.put(
                "typeName",
                "Microsoft.VisualStudio.Services.Common." + typeKey + ", Microsoft.VisualStudio.Services.Common");
        body.put("typeKey", typeKey);
        body.put("errorCode", 0);
        body.put("eventId", eventId);
        return ApiResponse.json(status, body);
    }

    /** The answer to a body that is no JSON or has a field of the wrong type. */
    public static ApiResponse malformedBody(String reason) {
        return error(400, "JsonReaderException", "TF400898: An Internal Error Occurred. Activity Id: " + reason);
    }

    public static ApiResponse badArgument(String message) {
        return error(400, "VssPropertyValidationException", message);
    }

    /** The answer to a caller who is known but not allowed. */
    public static ApiResponse notAuthorized(String user) {
        return error(
                401,
                "UnauthorizedRequestException",
                "TF400813: The user '" + user + "' is not authorized to access this resource.",
                3000);
    }
}
