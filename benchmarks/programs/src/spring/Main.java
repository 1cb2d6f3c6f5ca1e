// SPDX-License-Identifier: Apache-2.0
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Spring Boot: Main --server.port=N. */
@Configuration
@EnableAutoConfiguration
public class Main {
    public static void main(String[] args) {
        SpringApplication.run(Main.class, args);
    }

    @RestController
    static class Hello {
        @GetMapping("/")
        Map<String, String> hello() {
            return Map.of("greeting", "Hello, world!");
        }
    }
}
