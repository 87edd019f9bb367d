/**
 * What the API server itself refuses in tenants' Namespaces, and how much of it a tenant may use.
 *
 * <p>{@link dev.tenantry.admission.AdmissionPolicies} is the component; {@code AdmissionRules} is
 * the table of all rules, each a few lines in one of the {@code …Rules} classes; {@code Scope} says
 * what a rule judges. Owns ValidatingAdmissionPolicies with their bindings, PriorityClasses, and
 * the API server's FlowSchemas and PriorityLevelConfiguration; creates nothing in a Namespace.
 */
package dev.tenantry.admission;
