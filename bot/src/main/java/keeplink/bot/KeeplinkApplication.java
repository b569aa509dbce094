package keeplink.bot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts Keeplink.
@SpringBootApplication
public class KeeplinkApplication {
    static void main(String[] args) {
        SpringApplication.run(KeeplinkApplication.class, args);
    }
}
