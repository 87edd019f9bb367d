/**
 * Models on GPUs of the cluster.
 *
 * <p>{@link dev.tenantry.inference.Model} is one model: its server, the endpoint picker before it,
 * and its scaling; {@link dev.tenantry.inference.Inference} is what all of them share. {@code
 * ServerCommand} knows how vLLM, SGLang and NIM differ. A managed model has nothing here.
 */
package dev.tenantry.inference;
