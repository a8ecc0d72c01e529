package dev.mfapack.demo.web;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Which function answers which method and path. Paths are matched whole. */
public final class Routes {

    private final Map<String, Map<String, Function<Request, Reply>>> byPath = new TreeMap<>();

    public Routes get(String path, Function<Request, Reply> answer) {
        return on("GET", path, answer);
    }

    public Routes post(String path, Function<Request, Reply> answer) {
        return on("POST", path, answer);
    }

    private Routes on(String method, String path, Function<Request, Reply> answer) {
        byPath.computeIfAbsent(path, p -> new TreeMap<>()).put(method, answer);
        return this;
    }

    /** Answers 404 for a path nobody knows and 405 for a method that the path does not know. */
    public Reply answer(Request request) {
        var byMethod = byPath.get(request.path());
        if (byMethod == null) {
            return Reply.text(404, "There is nothing here.\n");
        }
        // The server drops the body of an answer to HEAD.
        var answer = byMethod.get(request.method().equals("HEAD") ? "GET" : request.method());
        if (answer == null) {
            return Reply.text(405, "This address does not know " + request.method() + ".\n")
                    .with("Allow", String.join(", ", byMethod.keySet()));
        }
        return answer.apply(request);
    }
}
