package dev.tenantry.policies.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a secret by its name, and what is not. */
class SecretNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "API_KEY",
        "apiKey_token",
        "db.password",
        "PGPASSWORD",
        "authToken",
        "AWS_SECRET_ACCESS_KEY",
        "TOKEN",
        "SSH_PASSPHRASE",
        "KEY_1",
        "API_KEYS",
        "apiKeys",
        "TOKENS",
        "tokens.yaml",
        "ACCESS_TOKENS",
        "DB_PASSWORDS",
        "secrets.json",
        "key.json",
        "tls.key",
        "PUBLIC_KEY_PASSPHRASE",
        "PUBLIC_API_KEY"
      })
  void namesASecret(String name) {
    assertThat(SecretNames.namesSecret(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MAX_TOKENS",
        "MAX_OUTPUT_TOKENS",
        "TOKENS_PER_MINUTE",
        "TOKEN_ENDPOINT",
        "PUBLIC_KEY",
        "ssh-public-keys",
        "SORT_KEY",
        "token-limits.yaml",
        "token.limits",
        "TLS_KEY_FILE",
        "TOKEN_AUDIENCE",
        "SECRET_NAME",
        "KEYSPACE",
        "MONKEY",
        "_",
        "",
        "PATH"
      })
  void namesNone(String name) {
    assertThat(SecretNames.namesSecret(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OPENAI_API_KEY",
        "OPENAI_API_KEYS",
        "HF_TOKENS",
        "anthropic-api-key",
        "tenant-acme_azure-openai-api-key",
        "GOOGLE_GENERATIVE_AI_API_KEY",
        "HF_TOKEN",
        "HUGGING_FACE_HUB_TOKEN",
        "LITELLM_MASTER_KEY",
        "AWS_BEARER_TOKEN_BEDROCK",
        "ANTHROPIC_AUTH_TOKEN"
      })
  void namesAVendorsKey(String name) {
    assertThat(SecretNames.namesVendorKey(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MODEL_TOKEN_FILE",
        "tenant-acme_webhook-token",
        "GOOGLE_DRIVE_TOKEN",
        "OPENAI_TOKENS"
      })
  void namesNoVendorsKey(String name) {
    assertThat(SecretNames.namesVendorKey(name)).isFalse();
  }
}
