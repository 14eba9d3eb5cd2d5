package io.tokentally.spring;

import io.tokentally.recorder.BudgetExceededException;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.stereotype.Service;

/** What docs/spring.md shows. */
@Service
class SupportDesk {
  private final ChatClient client;

  SupportDesk(ChatClient.Builder builder) {
    this.client = builder.build();
  }

  String answer(String question, String team) {
    try {
      return client
          .prompt(question)
          .advisors(advisors -> advisors.param("tokentally.team", team))
          .call()
          .content();
    } catch (BudgetExceededException e) {
      return "Ask again tomorrow.";
    }
  }
}
