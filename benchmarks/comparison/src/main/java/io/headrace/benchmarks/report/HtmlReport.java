// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.MustacheFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * report.html: one file that needs no other and no network. The charts are drawn by Apache ECharts, which is taken from
 * the class path, where Maven puts it.
 */
public final class HtmlReport {
    private static final String FOLDER = "/io/headrace/benchmarks/report/";
    private static final String CHARTS = "org.webjars.npm/echarts";

    private HtmlReport() {}

    /**
     * Writes the report, or replaces it.
     *
     * @param against a comparison with an older run, or null
     * @param operations what single operations took, or null
     */
    public static void write(RunResults results, Against against, OperationsFile operations, Path file)
            throws IOException {
        Files.writeString(file, render(results, against, operations));
    }

    static String render(RunResults results, Against against, OperationsFile operations) throws IOException {
        Page page = Page.of(results, against, operations == null ? null : OperationsPart.of(operations));
        String version = chartsVersion();
        String charts = "/META-INF/resources/webjars/echarts/" + version + "/";
        StringWriter out = new StringWriter();
        MustacheFactory templates = new DefaultMustacheFactory(FOLDER.substring(1));
        templates.compile("report.mustache").execute(out, new Object[] {
            page,
            Map.of(
                    "styleSheet",
                    resource(FOLDER + "report.css"),
                    "script",
                    resource(FOLDER + "report.js"),
                    "charts",
                    resource(charts + "dist/echarts.min.js"),
                    "chartsNotice",
                    resource(charts + "NOTICE").strip(),
                    "chartsPart",
                    resource(charts + "licenses/LICENSE-d3").strip(),
                    "chartsVersion",
                    version,
                    "data",
                    page.plots().json())
        });
        return out.toString();
    }

    private static String chartsVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = open("/META-INF/maven/" + CHARTS + "/pom.properties")) {
            properties.load(in);
        }
        return properties.getProperty("version");
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String path) throws IOException {
        InputStream in = HtmlReport.class.getResourceAsStream(path);
        if (in == null) {
            throw new IOException("the class path lacks " + path);
        }
        return in;
    }
}
