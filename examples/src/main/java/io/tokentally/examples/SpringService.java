package io.tokentally.examples;

import io.tokentally.recorder.BudgetExceededException;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class SpringService {
  private final ChatClient client;

  SpringService(ChatClient.Builder builder) {
    this.client = builder.build();
  }

  @GetMapping("/ask")
  String ask(@RequestParam String question, @RequestParam String team) {
    return client
        .prompt(question)
        .advisors(advisors -> advisors.param("tokentally.team", team))
        .call()
        .content();
  }

  @ExceptionHandler(BudgetExceededException.class)
  @ResponseStatus(HttpStatus.TOO_MANY_REQUESTS)
  String tooMuch(BudgetExceededException e) {
    return e.getMessage();
  }

  public static void main(String[] args) {
    SpringApplication.run(SpringService.class, args);
  }
}
