package dev.mfapack.demo.web;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Renders the demo's HTML pages. The templates end in {@code .ftlh}, so FreeMarker escapes every value for HTML. Safe for use by
 * several threads.
 */
public final class Pages {

    private final Configuration templates = new Configuration(Configuration.VERSION_2_3_34);
    private final Addresses addresses;

    public Pages(Addresses addresses) {
        this.addresses = addresses;
        templates.setClassForTemplateLoading(Pages.class, "/dev/mfapack/demo/templates");
        templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
        templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        templates.setLogTemplateExceptions(false);
    }

    /** Renders {@code <name>.ftlh}; the model knows {@code addresses} besides what is given. */
    public String render(String name, Map<String, ?> model) {
        var all = new HashMap<String, Object>(model);
        all.put("addresses", addresses);
        var out = new StringWriter();
        try {
            templates.getTemplate(name + ".ftlh").process(all, out);
        } catch (TemplateException e) {
            throw new IllegalStateException("Template " + name + " cannot be rendered", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** The style sheet that every page of the demo links to. */
    public static Reply styleSheet(Request request) {
        return asset("style.css", "text/css; charset=utf-8");
    }

    /** A file of the demo that is the same for everybody. */
    public static Reply asset(String name, String contentType) {
        try (InputStream in = Pages.class.getResourceAsStream("/dev/mfapack/demo/assets/" + name)) {
            if (in == null) {
                return Reply.text(404, "There is nothing here.\n");
            }
            return new Reply(
                    200, Map.of("Content-Type", contentType), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
